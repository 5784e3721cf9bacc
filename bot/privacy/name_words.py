"""Words by which names of persons are recognised in French."""

from typing import Final

# All in lower case, without accents: compared so.

TITLES: Final = frozenset({
    "monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "mme", "mmes", "mlle", "melle",
    "mr", "mrs", "dr", "docteur", "pr", "professeur",
})  # fmt: skip
"""Words before a name."""

EXACT_TITLES: Final = frozenset({"M", "MM", "Me", "MME", "Maître"})
"""Words before a name, only when written so: in lower case they mean something else."""

LOOSE_TITLES: Final = frozenset({"mme", "mmes", "mlle", "melle", "mr"})
"""Titles after which a name may be typed without a capital."""

ROLES: Final = frozenset({
    "maire", "adjoint", "adjointe", "conseiller", "conseillere", "president", "presidente",
    "prefet", "prefete", "depute", "deputee", "senateur", "senatrice", "notaire", "elu", "elue",
    "secretaire", "directeur", "directrice", "architecte", "ingenieur", "docteur", "ministre",
    "responsable", "chef", "cheffe", "colonel", "capitaine", "lieutenant", "adjudant", "cure",
    "instituteur", "institutrice", "proprietaire", "geometre", "collegue", "voisin", "voisine",
    "agent", "agente", "candidat", "candidate", "gerant", "gerante", "commercant", "commercante",
})  # fmt: skip
"""What a person is, before a name; never a name itself."""

SURE_ROLES: Final = frozenset({
    "maire", "prefet", "prefete", "depute", "deputee", "senateur", "senatrice", "notaire",
    "voisin", "voisine",
})  # fmt: skip
"""Roles after which one capitalised word is a name."""

ROLE_ADJECTIVES: Final = frozenset({
    "municipal", "municipale", "departemental", "departementale", "regional", "regionale",
    "general", "generale", "delegue", "deleguee", "communautaire", "honoraire", "sortant",
    "sortante", "actuel", "actuelle", "ancien", "ancienne",
})  # fmt: skip

PARTICLES: Final = frozenset({
    "de", "du", "des", "d", "la", "le", "l", "van", "von", "der", "ben", "el", "al", "da", "di",
    "dos",
})  # fmt: skip

NOT_NAMES: Final = frozenset({
    "ouvrage", "oeuvre", "bonjour", "bonsoir", "merci", "je", "j", "nous", "vous", "tu", "il",
    "elle", "on", "ils", "elles", "ma", "mon", "mes", "notre", "nos", "votre", "vos", "ce", "cet",
    "cette", "ces", "c", "qu", "que", "qui", "quoi", "quel", "quelle", "quels", "quelles",
    "quand", "comment", "combien", "pourquoi", "ou", "est", "et", "en", "a", "au", "aux", "un",
    "une", "y", "s", "si", "peut", "peux", "pouvez", "puis", "faut", "doit", "dois", "dans",
    "pour", "par", "sur", "avec", "sans", "chez", "afin", "suite", "voici", "voila", "mais",
    "donc", "car", "ni", "or", "les", "loi", "plus", "moins", "avez", "avons", "sont", "sommes",
    "suis", "mairie", "commune", "ville", "village", "departement", "region", "prefecture",
    "cerema", "apvf", "etat", "france", "republique", "cordialement", "salutations", "urgent",
    "svp", "stp", "objet", "conseil", "communaute", "syndicat", "service", "services",
    "direction", "rue", "place", "avenue", "saint", "sainte", "urbanisme", "travaux", "finances",
    "mme", "mmes", "mlle", "mr", "euros", "question", "reponse", "ort", "pvd", "dgs", "dst",
})  # fmt: skip
"""Words that are capitalised where a name could stand, and are none."""

STREETS: Final = frozenset({
    "rue", "rues", "avenue", "av", "boulevard", "bd", "bld", "place", "square", "allee", "allees",
    "impasse", "chemin", "route", "quai", "pont", "cours", "passage", "esplanade", "promenade",
    "parvis", "ecole", "ecoles", "college", "lycee", "scolaire", "creche", "universite", "stade",
    "gymnase", "piscine", "salle", "mediatheque", "bibliotheque", "theatre", "musee", "hopital",
    "clinique", "ehpad", "fondation", "prix", "loi", "lois",
})  # fmt: skip
"""Words after which even a title or a role begins the name of a place, of a law or of a body."""

PLACES: Final = frozenset({
    "rond", "point", "groupe", "institut", "complexe", "espace", "centre", "maison", "cinema",
    "residence", "foyer", "cite", "quartier", "lotissement", "parc", "jardin", "hameau", "zone",
    "zac", "za", "halle", "gare", "port", "monument", "statue", "association", "amendement",
    "ordonnance", "decret", "rapport", "plan", "methode", "tour", "eglise", "chapelle", "chateau",
    "immeuble", "batiment", "bourg", "ile", "station", "arret", "saint", "sainte", "st", "ste",
    "programme", "metro", "barrage",
})  # fmt: skip
"""Words after which a first name begins the name of a place, of a law or of a body."""

SIGNATURES: Final = frozenset({
    "cordialement", "salutations", "respectueusement", "sincerement", "signe", "signee", "bien",
})  # fmt: skip
"""Words after which a text is signed."""

SIGNATURE_ENDS: Final = frozenset({"a", "vous", "distinguees", "cordiales", "devouees"})

INTRODUCTIONS: Final = frozenset({"appelle", "appelles", "appele", "appelee", "nomme", "nommee"})
"""« je m'appelle », « nommé »."""

FIRST_NAMES: Final = frozenset({
    "abdel", "adam", "adele", "adrien", "adrienne", "agathe", "agnes", "aicha", "alain", "albert",
    "alex", "alexandra", "alexandre", "alexis", "alfred", "ali", "alice", "aline", "amandine",
    "amelie", "amina", "anais", "andre", "andree", "angelique", "anita", "anna", "anne",
    "annick", "annie", "anthony", "antoine", "antoinette", "antonio", "ariane", "arlette",
    "armand", "arnaud", "arthur", "aude", "audrey", "aurelie", "aurelien", "axel", "baptiste",
    "beatrice", "benedicte", "benjamin", "benoit", "bernadette", "bernard", "bertrand",
    "blandine", "brice", "brigitte", "bruno", "camille", "carine", "carole", "caroline",
    "catherine", "cecile", "cedric", "celia", "celine", "chantal", "charles", "charlotte",
    "chloe", "christel", "christelle", "christian", "christiane", "christine", "christophe",
    "claire", "claude", "claudette", "claudine", "clemence", "clement", "colette", "coralie",
    "corinne", "cyril", "cyrille", "damien", "daniel", "daniele", "danielle", "david", "deborah",
    "delphine", "denis", "denise", "didier", "dominique", "dylan", "edith", "edmond", "edouard",
    "eliane", "elisabeth", "elise", "elodie", "emile", "emilie", "emma", "emmanuel", "emmanuelle",
    "enzo", "eric", "erwan", "estelle", "esther", "etienne", "eugene", "evelyne", "fabien",
    "fabienne", "fabrice", "fanny", "farid", "fatima", "fatiha", "felix", "fernand", "flavien",
    "florence", "florent", "florian", "francis", "francisco", "franck", "francois", "francoise",
    "frederic", "frederique", "gabriel", "gabrielle", "gael", "gaelle", "gaston", "genevieve",
    "geoffrey", "georges", "georgette", "gerald", "gerard", "germaine", "ghislaine", "gilbert",
    "gilberte", "gilles", "ginette", "gisele", "gregory", "guillaume", "gustave", "guy", "hamid",
    "hassan", "helene", "henri", "henriette", "herve", "hubert", "hugo", "hugues", "ibrahim",
    "ines", "irene", "isabelle", "jacky", "jacqueline", "jacques", "jean", "jeanne", "jeannine",
    "jennifer", "jeremy", "jerome", "jessica", "joel", "joelle", "johan", "jonathan", "jose",
    "joseph", "josette", "josiane", "jules", "julia", "julie", "julien", "juliette", "justine",
    "karim", "karine", "katia", "kevin", "khadija", "laetitia", "lea", "leon", "leo", "liliane",
    "lionel", "loic", "louis", "louise", "luc", "lucas", "lucette", "lucie", "lucien",
    "lucienne", "ludovic", "lydia", "lydie", "madeleine", "magali", "malika", "manon", "manuel",
    "marc", "marcel", "marcelle", "margaux", "marguerite", "maria", "marianne", "marie",
    "marine", "marion", "marlene", "martial", "martine", "maryse", "mathieu", "mathilde",
    "matthieu", "maud", "maurice", "maxime", "melanie", "michael", "michel", "michele",
    "micheline", "mickael", "mireille", "mohamed", "mohammed", "monique", "morgane", "moussa",
    "muriel", "mustapha", "mylene", "myriam", "nadia", "nadine", "nathalie", "nathan", "nicolas",
    "nicole", "noel", "noemie", "odette", "odile", "olivia", "olivier", "omar", "pascal",
    "pascale", "patrice", "patricia", "patrick", "paul", "paule", "paulette", "pauline", "perrine",
    "philippe", "pierre", "pierrette", "quentin", "rachel", "rachid", "raphael", "raymond",
    "raymonde", "regine", "regis", "remi", "remy", "renaud", "rene", "renee", "richard", "robert",
    "robin", "roger", "roland", "romain", "ronan", "rosa", "roselyne", "sabine", "sabrina",
    "said", "salim", "samir", "samuel", "sandra", "sandrine", "sarah", "sebastien", "serge",
    "severine", "simon", "simone", "solange", "sonia", "sophie", "stephane", "stephanie",
    "suzanne", "sylvain", "sylvaine", "sylvie", "tanguy", "teresa", "theo", "therese", "thibaut",
    "thibault", "thierry", "thomas", "valentin", "valentine", "valerie", "vanessa", "veronique",
    "victor", "vincent", "virginie", "viviane", "william", "xavier", "yann", "yannick", "yasmine",
    "youssef", "yves", "yvette", "yvon", "yvonne", "zoe",
})  # fmt: skip
