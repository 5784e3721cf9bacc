"""Family names, first names that are words too, and names that belong to everybody.

The four hundred commonest family names are those of Faker 40.63 (provider ``fr_FR``, MIT licence).
"""

from typing import Final

# All in lower case, without accents: compared so.

FAMILY_NAMES: Final = frozenset({
    "adam", "albert", "alexandre", "allain", "allard", "alves", "andre", "antoine", "arnaud",
    "aubert", "aubry", "auger", "bailly", "barbe", "barbier", "baron", "barre", "barthelemy",
    "baudry", "bazin", "becker", "begue", "benard", "benoit", "berger", "bernard", "bernier",
    "berthelot", "bertin", "bertrand", "besnard", "besson", "bigot", "blanc", "blanchard",
    "blanchet", "blin", "blondel", "blot", "bodin", "bonneau", "bonnet", "bonnin", "boucher",
    "bouchet", "boulanger", "boulay", "bourdon", "bourgeois", "bousquet", "boutin", "bouvet",
    "bouvier", "boyer", "breton", "briand", "brun", "bruneau", "brunel", "brunet", "buisson",
    "camus", "carlier", "caron", "carpentier", "carre", "charles", "charpentier", "charrier",
    "chartier", "chauveau", "chauvet", "chauvin", "chevalier", "chevallier", "chretien", "clement",
    "clerc", "cohen", "colas", "colin", "collet", "collin", "cordier", "costa", "coste", "coulon",
    "courtois", "cousin", "couturier", "daniel", "david", "delahaye", "delannoy", "delattre",
    "delaunay", "delmas", "delorme", "denis", "descamps", "deschamps", "devaux", "diallo", "dias",
    "diaz", "didier", "dijoux", "dubois", "dufour", "duhamel", "dumas", "dumont", "dupont",
    "dupre", "dupuis", "dupuy", "durand", "duval", "etienne", "evrard", "fabre", "faivre", "faure",
    "fernandes", "fernandez", "ferrand", "ferreira", "fischer", "fleury", "fontaine", "foucher",
    "fouquet", "fournier", "francois", "gaillard", "gallet", "garcia", "garnier", "gaudin",
    "gauthier", "gautier", "gay", "georges", "gerard", "germain", "gilbert", "gilles", "gillet",
    "gimenez", "girard", "giraud", "godard", "gomes", "gomez", "goncalves", "gonzalez", "gosselin",
    "gregoire", "grenier", "grondin", "gros", "guerin", "guibert", "guichard", "guilbert",
    "guillaume", "guillet", "guillon", "guillot", "guillou", "guyon", "guyot", "hamel", "hamon",
    "hardy", "hebert", "henry", "hernandez", "herve", "hoarau", "hoareau", "hubert", "huet",
    "humbert", "imbert", "jacob", "jacques", "jacquet", "jacquot", "jean", "joly", "joseph",
    "joubert", "jourdan", "julien", "klein", "labbe", "lacombe", "lacroix", "lagarde", "laine",
    "lambert", "lamy", "langlois", "laporte", "laroche", "launay", "laurent", "leblanc", "lebon",
    "lebreton", "lebrun", "leclerc", "leclercq", "lecomte", "leconte", "lecoq", "ledoux", "leduc",
    "lefebvre", "lefevre", "lefort", "legendre", "leger", "legrand", "legros", "lejeune", "leleu",
    "lelievre", "lemaire", "lemaitre", "lemoine", "lemonnier", "lenoir", "leroux", "leroy",
    "lesage", "letellier", "leveque", "levy", "loiseau", "lombard", "lopes", "lopez", "louis",
    "lucas", "mace", "mahe", "maillard", "maillet", "maillot", "mallet", "marchal", "marchand",
    "marechal", "marie", "marin", "marion", "marques", "martel", "martin", "martineau", "martinez",
    "martins", "marty", "mary", "masse", "masson", "mathieu", "maurice", "maury", "menard",
    "mendes", "mercier", "merle", "meunier", "meyer", "michaud", "michel", "millet", "monnier",
    "moreau", "morel", "moreno", "morin", "morvan", "moulin", "muller", "munoz", "navarro",
    "neveu", "nguyen", "nicolas", "noel", "normand", "olivier", "ollivier", "pages", "parent",
    "paris", "pascal", "pasquier", "paul", "payet", "pelletier", "peltier", "pereira", "perez",
    "peron", "perret", "perrier", "perrin", "perrot", "petit", "petitjean", "philippe", "picard",
    "pichon", "pierre", "pineau", "pinto", "pires", "poirier", "pons", "potier", "pottier",
    "poulain", "prevost", "pruvost", "ramos", "raymond", "raynaud", "regnier", "remy", "renard",
    "renaud", "renault", "rey", "reynaud", "ribeiro", "richard", "riou", "riviere", "robert",
    "robin", "roche", "rocher", "rodrigues", "rodriguez", "roger", "rolland", "rossi", "rousseau",
    "roussel", "rousset", "roux", "roy", "royer", "ruiz", "salmon", "samson", "sanchez", "sauvage",
    "schmitt", "schneider", "seguin", "simon", "tanguy", "techer", "teixeira", "tessier", "texier",
    "thibault", "thierry", "thomas", "torres", "toussaint", "traore", "turpin", "vaillant",
    "valentin", "valette", "vallee", "vallet", "vasseur", "verdier", "vidal", "vincent", "voisin",
    "wagner", "weber", "weiss",
})  # fmt: skip
"""The commonest of France."""

ALSO_WORDS: Final = frozenset({
    "adam", "alexandre", "barbe", "baron", "barre", "begue", "berger", "bigot", "blanc", "blot",
    "bonnet", "boucher", "boulanger", "bourdon", "bourgeois", "breton", "brun", "buisson", "camus",
    "carre", "charles", "charpentier", "charrier", "chevalier", "chretien", "clerc", "collet",
    "costa", "coste", "courtois", "cousin", "couturier", "daniel", "david", "denis", "dias",
    "fontaine", "gaillard", "gay", "germain", "grenier", "gros", "jean", "jeune", "laine",
    "legendre", "leger", "legros", "lejeune", "loiseau", "lombard", "louis", "lucas", "mace",
    "maillet", "maillot", "mallet", "marchand", "marechal", "marie", "marin", "marion", "marques",
    "martinez", "martins", "masse", "mercier", "merle", "meunier", "millet", "moreno", "moulin",
    "neveu", "noel", "normand", "pages", "parent", "paris", "pascal", "perez", "perrier", "petit",
    "picard", "pierre", "pinto", "pires", "poirier", "potier", "prevost", "ramos", "renard", "rey",
    "riviere", "robin", "roche", "rocher", "roger", "roux", "roy", "royer", "samson", "sauvage",
    "simon", "techer", "thomas", "torres", "toussaint", "vaillant", "valette", "vallee", "verdier",
    "victor", "voisin", "weber",
})  # fmt: skip
"""Family names that are words or first names as well: names only with a capital."""

FIRST_NAMES_AND_WORDS: Final = frozenset({
    "adam", "aime", "aimee", "alex", "alexandria", "alexis", "ali", "ana", "astrid", "aude",
    "auguste", "aurore", "axel", "brice", "camille", "celia", "claire", "clemence", "clement",
    "diane", "dominique", "dylan", "edmond", "emma", "fanny", "felix", "florence", "florent",
    "franck", "gaetan", "gautier", "guillaume", "guy", "honore", "hugo", "isaac", "jade", "jean",
    "jordan", "jules", "kelly", "laure", "laurent", "leo", "leon", "lisa", "lise", "lola", "louis",
    "luc", "lucas", "luce", "lucy", "mael", "marc", "margaret", "marie", "marine", "marion",
    "martial", "maxime", "michelle", "noah", "noel", "olivia", "pascal", "paul", "pierre",
    "richard", "robin", "roland", "ronan", "rosa", "sabine", "said", "samuel", "serge", "simon",
    "susan", "thomas", "valentin", "valentine", "victor", "vincent",
})  # fmt: skip
"""First names that are words as well, or half of the name of a street: in lower case they
announce a name only before a family name that is known."""

FAMOUS: Final = frozenset({
    "aime cesaire", "alain colas", "alain fournier", "albert camus", "albert einstein",
    "albert schweitzer", "alexandre dumas", "alphonse daudet", "ambroise croizat",
    "anatole france", "andre chenier", "andre gide", "andre malraux", "anne franck", "anne frank",
    "antoine de saint exupery", "aristide briand", "arthur rimbaud", "auguste renoir",
    "auguste rodin", "benoit frachon", "blaise pascal", "camille claudel", "charles baudelaire",
    "charles de gaulle", "charles peguy", "charles perrault", "claude debussy", "claude monet",
    "danielle casanova", "danielle mitterrand", "denis diderot", "edgar morin", "edith piaf",
    "edouard herriot", "elsa triolet", "emile zola", "emmanuel macron", "eric tabarly",
    "eugene delacroix", "eugene viollet le duc", "francois mitterrand", "francois rabelais",
    "francois truffaut", "francois villon", "frederic chopin", "frederic mistral",
    "gabriel faure", "gabriel peri", "gaston defferre", "george sand", "georges brassens",
    "georges clemenceau", "georges guynemer", "georges pompidou", "georges sand",
    "gerard philipe", "germaine tillion", "gustave courbet", "gustave eiffel", "gustave flaubert",
    "guy de maupassant", "guy moquet", "hector berlioz", "henri barbusse", "henri dunant",
    "henri iv", "henri matisse", "honore de balzac", "jacques anquetil", "jacques brel",
    "jacques cartier", "jacques chirac", "jacques cousteau", "jacques duclos", "jacques prevert",
    "jean cocteau", "jean de la fontaine", "jean giono", "jean jacques rousseau", "jean jaures",
    "jean mace", "jean mermoz", "jean monnet", "jean moulin", "jean racine", "jean rostand",
    "jean vilar", "jean zay", "jeanne d arc", "joe dassin", "johnny hallyday", "joseph fourier",
    "josephine baker", "jules ferry", "jules michelet", "jules valles", "jules verne",
    "juliette greco", "leo ferre", "leo lagrange", "leon blum", "leon gambetta", "louis aragon",
    "louis armand", "louis braille", "louis pasteur", "louise michel", "lucie aubrac",
    "manuel valls", "marcel cerdan", "marcel pagnol", "marcel proust", "marcel sembat",
    "marie curie", "marie laurencin", "martin luther king", "maurice genevoix", "maurice ravel",
    "maurice thorez", "max jacob", "michel colucci", "michel de montaigne", "missak manouchian",
    "nelson mandela", "nicolas appert", "nicolas boileau", "olympe de gouges", "pape francois",
    "paul bert", "paul cezanne", "paul claudel", "paul eluard", "paul langevin", "paul valery",
    "paul verlaine", "pierre brossolette", "pierre corneille", "pierre curie",
    "pierre de coubertin", "pierre de ronsard", "pierre et marie curie", "pierre loti",
    "pierre mendes france", "rene cassin", "rene char", "rene coty", "rene descartes",
    "robert badinter", "robert desnos", "robert doisneau", "robert schuman", "roland garros",
    "romain gary", "romain rolland", "rosa parks", "sadi carnot", "salvador allende",
    "samuel paty", "simone de beauvoir", "simone veil", "sophie germain", "suzanne lenglen",
    "therese desqueyroux", "thomas pesquet", "valery giscard d estaing", "victor duruy",
    "victor hugo", "victor schoelcher", "vincent van gogh", "yves duteil", "yves montand",
})  # fmt: skip
"""Names of streets, schools and halls, which tell nobody."""

KIN: Final = frozenset({
    "consorts", "couple", "epouse", "epoux", "famille", "familles", "feu", "fille", "fils",
    "frere", "freres", "heritier", "heritiere", "heritiers", "indivision", "locataire",
    "locataires", "mere", "pere", "soeur", "soeurs", "succession", "veuf", "veuve",
})  # fmt: skip
"""« la famille Dupont », « les consorts Dupont »: what stands before a family name."""

NOT_IN_STREETS: Final = frozenset({
    "a", "assises", "au", "aux", "avec", "avenue", "barree", "boulevard", "chemin", "communal",
    "communale", "communales", "creche", "dans", "de", "departementale", "departementales", "des",
    "doit", "doivent", "du", "eau", "elle", "en", "entre", "est", "est-ce", "est-elle", "est-il",
    "et", "fermee", "fermees", "goudronnee", "handicape", "handicapee", "handicapes", "il",
    "inondee", "merci", "n", "nationale", "nationales", "ne", "nous", "on", "ou", "par", "parking",
    "peut", "pietonne", "pietonnes", "pietonnier", "pietonniere", "pmr", "pour", "principale",
    "que", "qui", "restauration", "rue", "rural", "rurale", "rurales", "ruraux", "s", "sans", "se",
    "secondaire", "sont", "stationnement", "sur", "svp", "vous", "y",
})  # fmt: skip
"""Words after « 12 rue » that are no name of a street, or end one."""

ADJECTIVE_ENDS: Final = (
    "ale", "ales", "aux", "ee", "ees", "ique", "iques", "eur", "eurs", "euse", "if", "ifs", "ive",
    "able", "ables", "ible", "ibles", "ant", "ants", "ante", "trice", "ment", "tion", "tions",
    "iste", "istes", "er", "ir", "aient", "ait", "ons", "ez", "elle", "elles", "ite", "ites",
)  # fmt: skip
"""How words end that are too rare to be in a list, and are no names."""
