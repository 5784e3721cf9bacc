"""What is read in a terminal: help, results and errors of the command line."""

from typing import Final

# Settings.
CONFIG_BAD_VALUE: Final = "{name} : valeur « {value} » inutilisable ({reason})"
CONFIG_HIDDEN: Final = "(masquée)"
CONFIG_DATABASE: Final = "attendu : sqlite+aiosqlite:///… ou postgresql+psycopg://…"
CONFIG_URL: Final = "attendu : une adresse commençant par http:// ou https://"
CONFIG_NOT_FOR_TELEGRAM: Final = "attendu : 1 à 256 lettres, chiffres, « _ » ou « - »"
CONFIG_CLOCKS: Final = "ne peut pas être plus court que RETENTION_DAYS"
CONFIG_REASON_OTHER: Final = "forme inattendue"
CONFIG_REASONS: Final = {
    "int_parsing": "un nombre entier est attendu",
    "literal_error": "attendu : {expected}",
    "int_from_float": "un nombre entier est attendu",
    "bool_parsing": "attendu : 1 ou 0",
    "greater_than_equal": "au moins {ge}",
    "less_than_equal": "au plus {le}",
}
RUN_NEEDS_A_BOT: Final = (
    "TELEGRAM_BOT_TOKEN est absent : créez un bot avec @BotFather et donnez son jeton dans "
    "l'environnement ou dans le fichier .env"
)
REFUSED: Final = (
    "TELEGRAM_BOT_TOKEN : Telegram refuse ce jeton ; recopiez celui que donne @BotFather"
)
CANNOT_LISTEN: Final = (
    "Le port {port} de {listen} ne peut pas être ouvert ({reason}). Changez LISTEN ou PORT, ou "
    "arrêtez le programme qui l'occupe."
)

# Help.
APP: Final = "L'assistant des petites villes : questions des élus, réponses sourcées."
CHAT: Final = "Converser dans le terminal, sans jeton ni réseau."
ASK: Final = "Répondre à une question, ou à une par ligne d'un fichier."
RUN: Final = "Servir Telegram."
CHECK: Final = "Vérifier la base de fiches et ses questions de test."
EXPORT: Final = "Exporter le journal des questions."
REPORT: Final = "Écrire la page de synthèse pour la réunion de programmation."
OPTION_IDENTIFIED: Final = (
    "Avec communes et pseudonymes stables (--nominatif, avec --par : l'acte est inscrit au "
    "registre), ou sans rien qui désigne quelqu'un (--anonyme)."
)
OPTION_BY: Final = "Qui demande un export identifié."
IDENTIFIED_NEEDS_NAME: Final = "--nominatif demande --par NOM : qui fait l'export est inscrit"
PROGRESS: Final = "\r{count} questions…"
SCHEMA: Final = "Écrire les schémas JSON des fichiers de la base."
REFERENCE: Final = "Écrire docs/reference.md, pour les développeurs."
OPTION_KNOWLEDGE: Final = "Dossier des fiches (sinon KNOWLEDGE_DIR)."
OPTION_DATABASE: Final = "Adresse de la base de données (sinon DATABASE_URL)."
ARGUMENT_QUESTION: Final = "La question."
OPTION_BATCH: Final = "Fichier d'une question par ligne ; « - » : l'entrée standard."
OPTION_JSON: Final = "Un objet JSON par question."
OPTION_CANDIDATES: Final = "Ajouter les K meilleures fiches, quelle que soit l'issue."
OPTION_EXPLAIN: Final = "Dire pourquoi : mots retrouvés, mots inexpliqués, fiche suivante."
OPTION_LOG: Final = "Inscrire les questions au journal."
ARGUMENT_CHECKED: Final = (
    "Une seule fiche, par son identifiant ou son fichier : ses fautes et ses questions de test."
)
NO_SUCH_FICHE: Final = "Il n'y a pas de fiche « {name} » dans ce dossier."
OPTION_STRICT: Final = "Les avertissements sont aussi des fautes."
OPTION_FORMAT: Final = "Format du fichier."
OPTION_SINCE: Final = "Depuis ce jour (2026-11-23), heure de Paris."
OPTION_UNTIL: Final = "Jusqu'à ce jour compris (2026-11-23), heure de Paris."
OPTION_STATUS: Final = "Ce statut seulement."
OPTION_OUTCOME: Final = "Cette issue seulement."
OPTION_DOMAIN: Final = "Ce domaine seulement."
OPTION_OUTPUT: Final = "Fichier à écrire ; sinon la sortie standard."
REVIEW: Final = "Traiter les questions : lister, voir, prendre, répondre, rattacher, classer."
REVIEW_LIST: Final = "Les questions à traiter."
REVIEW_SHOW: Final = "Tout sur une question."
REVIEW_ASSIGN: Final = "Prendre une question en charge."
REVIEW_REPLY: Final = "Répondre personnellement à une question."
REVIEW_ATTACH: Final = "Répondre par une fiche de la base."
REVIEW_DISMISS: Final = "Classer hors périmètre, ou comme doublon."
REVIEW_REOPEN: Final = "Rouvrir une question."
GROUPS: Final = "Grouper les questions sans réponse qui se ressemblent."
DRAFT: Final = "Écrire le brouillon d'une fiche à partir d'un groupe ou d'une question."
LEARN: Final = "Proposer aux fiches les formulations que les élus emploient."
REPLAY: Final = "Reposer les questions du journal à la base du disque, avant de publier."
OPTION_MOST: Final = "Groupes à montrer, au plus."
ARGUMENT_GROUP: Final = "Un groupe (G57) ou le numéro d'une question."
OPTION_DRAFT_DOMAIN: Final = "Domaine de la fiche, si celui deviné ne convient pas."
OPTION_ACCEPT: Final = "Écrire dans les fiches ce qui est proposé."
OPTION_ENTRY: Final = "Cette fiche seulement."
LEARN_HOW: Final = "Rien n'est écrit : ajoutez --accepter (et --fiche FICHE pour une seule)."
OPTION_TELL: Final = "Répondre aux questions en attente par la fiche trouvée, et prévenir."
REPLAY_ACTOR: Final = "publication"
REPLAY_TOLD: Final = (
    "{count:question en attente répondue|questions en attente répondues}, "
    "{told:personne sera prévenue|personnes seront prévenues}."
)
ARGUMENT_NUMBER: Final = "Numéro de la question."
ARGUMENT_REPLY: Final = "La réponse, transmise sous le nom du service."
ARGUMENT_ENTRY: Final = "Identifiant de la fiche."
OPTION_ACTOR: Final = "Qui agit (sinon le compte de cette machine)."
OPTION_DUPLICATE: Final = "Numéro de la première question, si celle-ci en est le doublon."
OPTION_POINTER: Final = "Vers qui son auteur peut se tourner (sinon les adresses générales)."
OPTION_PAGE: Final = "Page de la liste."
OPTION_VERSION: Final = "Afficher la version."

# Results and faults.
ERROR: Final = "Erreur : {message}"
JSON_OR_EXPLAIN: Final = "Choisissez --json ou --expliquer, pas les deux."
QUESTION_OR_BATCH: Final = "donnez une question, ou --lot FICHIER, mais pas les deux"
CANNOT_READ: Final = "{path} : lecture impossible ({reason})"
CANNOT_WRITE: Final = "{path} : écriture impossible ({reason})"
OVER_DATABASE: Final = (
    "{path} : c'est une base du service, ou ce qui est gardé à côté ; donnez un autre nom"
)
DATABASE_DOWN: Final = "le journal des questions est indisponible ({reason})"
BASE_FAULTY: Final = "la base de fiches a des fautes, le service ne démarre pas :\n{faults}"
BASE_FAULTY_REST: Final = "\n… et {count:autre|autres} : lancez « python -m bot check »"
XLSX_NEEDS_FILE: Final = "le format xlsx demande un fichier : ajoutez -o FICHIER"
EXPORTED: Final = "{count:question exportée|questions exportées} vers {path}."
CHECK_GOOD: Final = "{entries:fiche|fiches}, {tests:question|questions} de test : aucune faute."
CHECK_WARNINGS: Final = (
    "{entries:fiche|fiches}, {tests:question|questions} de test : "
    "{warnings:avertissement|avertissements}."
)
CHECK_BAD: Final = "{errors:faute|fautes}, {warnings:avertissement|avertissements}."
WRITTEN: Final = "écrit : {path}"
INTERRUPTED: Final = "Interrompu."
ASK_NONE: Final = "Pas de réponse sûre à cette question."
ASK_SUGGEST: Final = "Peut-être :"
ASK_SUGGESTION: Final = "  - {title} ({confidence})"
ASK_SMALLTALK: Final = "Ce n'est pas une question."

# Words of the command-line library, put into French.
HELP_WORDS: Final = (
    (r"Usage: ", "Usage : "),
    (r"COMMAND \[ARGS\]\.\.\.", "VERBE [ARGUMENTS]…"),
    (r"Show this message and exit\.", "Afficher cette aide."),
    (r"\[\[QUESTION\]\]", "[QUESTION]"),
    (r"\{([A-ZÉÈ]+)\}", r"\1"),
    (r" <[a-z ]+>", ""),
    (r"\b(Arguments|Options):", r"\1 :"),
    (r"\bCommands:", "Verbes :"),
    (r"\[default:\s+", "[défaut : "),
    (r"\brequired\]", "obligatoire]"),
    (r"\bTEXT\b", "TEXTE"),
    (r"\bINTEGER( RANGE)?\b", "ENTIER"),
    (r";\s+x>=(-?\d+)\]", r" ; au moins \1]"),
    (r"\[x>=(-?\d+)\]", r"[au moins \1]"),
    (r"; obligatoire\]", " ; obligatoire]"),
)
USAGE_PROBLEMS: Final = (
    (r"No such option: (\S+?)\.?(?: \(Possible options: (.*)\))?", r"option inconnue : \1"),
    (r"No such command '(.*)'\..*", r"verbe inconnu : « \1 »"),
    (r"Missing command\.", "il manque un verbe"),
    (r"Missing argument '(.*)'\.", r"il manque « \1 »"),
    (r"Missing option '(.*)'\.", r"il manque l'option \1"),
    (r"Option '(.*)' requires an argument\.", r"l'option \1 attend une valeur"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"en trop : \1"),
    (r"Option '(.*)' does not take a value\.", r"l'option \1 ne prend pas de valeur"),
    (r"Invalid value for '(?P<name>.*?)': (?P<reason>.*)", ""),
    (r"Invalid value: (?P<name>)(?P<reason>.*)", ""),
)
"""What the library says of a command typed wrong, and the same in French."""
VALUE_PROBLEMS: Final = (
    (
        r"'(.*)' does not match the formats.*",
        r"« \1 » n'est pas un jour ; par exemple : 2026-11-23",
    ),
    (r"'(.*)' is not one of (.*?)\.?\)?$", r"« \1 » ; attendu : \2"),
    (r"greater than or equal to (-?\d+)", r"au moins \1"),
    (r"less than or equal to (-?\d+)", r"au plus \1"),
    (r"valid integer", "un nombre entier est attendu"),
    (r"not a valid int", "un nombre entier est attendu"),
    (r"valid (?:number|float)", "un nombre est attendu"),
    (r"does not exist", "ce fichier n'existe pas"),
    (r"is a directory", "c'est un dossier"),
)
BAD_VALUE: Final = "valeur inutilisable pour {name} ({reason})"
USAGE_OTHER: Final = "usage incorrect"
DID_YOU_MEAN: Final = " ; vouliez-vous dire « {word} » ?"
UNKNOWN_DOMAIN: Final = "domaine inconnu : « {domain} » (attendu : {domains})"
USAGE_HINT: Final = "Aide : python -m bot {verb}--help"
