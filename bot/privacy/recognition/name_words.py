"""Words by which names of persons are recognised in French."""

from typing import Final

# All in lower case, without accents: compared so.

TITLES: Final = frozenset({
    "monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "mme", "mmes", "mlle", "melle",
    "mr", "mrs", "dr", "docteur", "pr", "professeur",
})  # fmt: skip
"""Words before a name."""

EXACT_TITLES: Final = frozenset({"M", "MM", "Me", "MME", "Maitre"})
"""Words before a name, only when written so: in lower case they mean something else."""

LOOSE_TITLES: Final = frozenset({"mme", "mmes", "mlle", "melle", "mr"})
"""Titles after which a name may be typed without a capital."""

PLURAL_TITLES: Final = frozenset({"mm", "mmes", "messieurs", "mesdames"})

SALUTATIONS: Final = frozenset({
    "monsieur", "madame", "mademoiselle", "messieurs", "mesdames", "docteur", "professeur",
})  # fmt: skip
"""Titles that stand at the head of a letter, before a line that names nobody."""

ROLES: Final = frozenset({
    "maire", "adjoint", "adjointe", "conseiller", "conseillere", "president", "presidente",
    "prefet", "prefete", "depute", "deputee", "senateur", "senatrice", "notaire", "elu", "elue",
    "secretaire", "directeur", "directrice", "architecte", "ingenieur", "docteur", "ministre",
    "responsable", "chef", "cheffe", "colonel", "capitaine", "lieutenant", "adjudant", "cure",
    "instituteur", "institutrice", "proprietaire", "geometre", "collegue", "voisin", "voisine",
    "agent", "agente", "candidat", "candidate", "gerant", "gerante", "commercant", "commercante",
})  # fmt: skip
"""What a person is, before a name; never a name itself."""


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
    "abdel", "abdelkader", "adam", "adelaide", "adele", "adrien", "adrienne", "agathe", "agnes",
    "ahmed", "aicha", "aime", "aimee", "alain", "albert", "alex", "alexandra", "alexandre",
    "alexandria", "alexis", "alfred", "ali", "alice", "aline", "alix", "alphonse", "amadou",
    "amandine", "amelie", "amina", "aminata", "ana", "anais", "anastasie", "andre", "andree",
    "angelique", "anita", "anna", "anne", "annick", "annie", "anouk", "anthony", "antoine",
    "antoinette", "antonio", "apolline", "ariane", "arlette", "armand", "arnaud", "arnaude",
    "arthur", "astrid", "aude", "audrey", "auguste", "augustin", "aurelie", "aurelien", "aurore",
    "axel", "aymeric", "aziz", "baptiste", "beatrice", "benedicte", "benjamin", "benoit",
    "bernadette", "bernard", "bertrand", "bilal", "blandine", "boubacar", "brahim", "brian",
    "brice", "brigitte", "bruno", "camille", "capucine", "carine", "carlos", "carole", "caroline",
    "catherine", "cecile", "cedric", "celia", "celina", "celine", "chantal", "charles",
    "charlotte", "chloe", "christel", "christelle", "christian", "christiane", "christine",
    "christophe", "cindy", "claire", "claude", "claudette", "claudine", "clemence", "clement",
    "clotilde", "colette", "coralie", "corinne", "cyril", "cyrille", "damien", "daniel", "daniele",
    "danielle", "david", "deborah", "delphine", "denis", "denise", "diane", "didier", "dominique",
    "dorothee", "driss", "dylan", "edith", "edmond", "edouard", "eleonore", "eliane", "elisabeth",
    "elise", "elodie", "eloise", "emile", "emilie", "emma", "emmanuel", "emmanuelle", "enzo",
    "eric", "erwan", "erwann", "estelle", "esther", "ethan", "etienne", "eugene", "evelyne",
    "fabien", "fabienne", "fabrice", "fanny", "farid", "fatiha", "fatima", "fatoumata", "faustine",
    "felix", "fernand", "flavie", "flavien", "florence", "florent", "florian", "francis",
    "francisco", "franck", "francois", "francoise", "frederic", "frederique", "gabriel",
    "gabrielle", "gael", "gaelle", "gaetan", "gaston", "gautier", "genevieve", "geoffrey",
    "georges", "georgette", "gerald", "gerard", "germaine", "ghislaine", "gilbert", "gilberte",
    "gilda", "gilles", "ginette", "giovanni", "gisele", "gregoire", "gregory", "guillaume",
    "gustave", "guy", "gwenael", "gwenaelle", "hakim", "hamid", "hassan", "helene", "heloise",
    "henri", "henriette", "herve", "honore", "hortense", "houria", "hubert", "hugo", "hugues",
    "ibrahim", "ibrahima", "ines", "irene", "isaac", "isabelle", "jacky", "jacqueline", "jacques",
    "jade", "jean", "jeanne", "jeannine", "jennifer", "jeremy", "jerome", "jessica", "joao",
    "jocelyn", "jocelyne", "joel", "joelle", "johan", "jonathan", "jordan", "jose", "joseph",
    "josephine", "josette", "josiane", "jules", "julia", "julie", "julien", "juliette", "justine",
    "kader", "kadiatou", "karim", "karine", "katia", "kelly", "kevin", "khadija", "khaled",
    "killian", "kylian", "laetitia", "latifa", "laura", "laure", "laurence", "laurent", "laurine",
    "lea", "leila", "leo", "leon", "lilian", "liliane", "lina", "lionel", "lisa", "lise", "loic",
    "loick", "lola", "louis", "louise", "luc", "lucas", "luce", "lucette", "lucie", "lucien",
    "lucienne", "lucy", "ludovic", "lydia", "lydie", "madeleine", "mael", "maelle", "magali",
    "maggie", "malika", "mamadou", "manon", "manuel", "marc", "marcel", "marcelle", "margaret",
    "margaud", "margaux", "margot", "marguerite", "maria", "mariama", "marianne", "marie",
    "marine", "marion", "marlene", "marthe", "martial", "martine", "maryse", "mathieu", "mathilde",
    "mathis", "matthieu", "maud", "maurice", "maxence", "maxime", "mehdi", "mehmet", "melanie",
    "melissa", "michael", "michel", "michele", "micheline", "michelle", "mickael", "miguel",
    "mireille", "mohamed", "mohammed", "monique", "morgane", "mounir", "moussa", "moustapha",
    "muriel", "mustapha", "mylene", "myriam", "nabil", "nadia", "nadine", "nathalie", "nathan",
    "nelly", "nicolas", "nicole", "noah", "noel", "noemi", "noemie", "nora", "nordine", "oceane",
    "odette", "odile", "olivia", "olivier", "omar", "ousmane", "paolo", "pascal", "pascale",
    "patrice", "patricia", "patrick", "paul", "paule", "paulette", "pauline", "pedro", "penelope",
    "perrine", "philippe", "philippine", "pierre", "pierrette", "quentin", "rachel", "rachid",
    "rachida", "rafik", "raphael", "raymond", "raymonde", "redouane", "regine", "regis", "remi",
    "remy", "renaud", "rene", "renee", "richard", "robert", "robin", "roger", "roland", "romain",
    "romane", "ronan", "rosa", "roselyne", "sabine", "sabrina", "said", "salim", "samir", "samira",
    "samuel", "sandra", "sandrine", "sarah", "sebastien", "serge", "severine", "simon", "simone",
    "slimane", "soizic", "solange", "solene", "solenne", "sonia", "sophie", "souleymane",
    "stephane", "stephanie", "steven", "susan", "susanne", "suzanne", "sylvain", "sylvaine",
    "sylvette", "sylvie", "tanguy", "tarek", "teresa", "theo", "theodore", "theophile", "therese",
    "thibault", "thibaut", "thierry", "thomas", "timothee", "tiphaine", "tristan", "valentin",
    "valentine", "valerie", "vanessa", "veronique", "victor", "vincent", "virginie", "viviane",
    "william", "xavier", "yacine", "yamina", "yanis", "yann", "yannick", "yasmine", "youssef",
    "yves", "yvette", "yvon", "yvonne", "zacharie", "zoe", "zohra",
})  # fmt: skip
"""Of France and of its people; a capital makes them so."""
