"""What those who write, open and close consultations read."""

from typing import Final

# Fields, as a text editor shows them.
FIELD_ID: Final = "Le nom du fichier sans « .yaml » : minuscules, chiffres, traits d'union."
FIELD_TITLE: Final = "Titre, en 80 caractères au plus."
FIELD_WHY: Final = "À quoi servent les réponses, en une ou deux phrases."
FIELD_BY: Final = "Qui demande : dit avant la première question."
FIELD_DURATION: Final = "Durée, par exemple « 4 minutes » ; cinq au plus."
FIELD_OPENS: Final = "Premier jour : 2027-01-11."
FIELD_CLOSES: Final = "Dernier jour, jusqu'à 23 h 59 ; soixante jours au plus après le premier."
FIELD_PUBLIC: Final = 'adherents, toutes, ou {departements: ["34"]}, ou {strate: [2500, 10000]}.'
FIELD_MODE: Final = "nominative ou confidentielle ; ne change plus une fois ouverte."
FIELD_REMINDER: Final = "Le jour de l'unique rappel, dans la période."
FIELD_TEAM: Final = "Les noms de ceux qui lisent les réponses libres."
FIELD_QUESTIONS: Final = "Huit questions au plus."
FIELD_RESULTS: Final = "Ce qui est rendu à ceux qui ont répondu."
FIELD_GIVE: Final = "auto : à la fermeture."
FIELD_COMMENT_BEFORE: Final = "Jour avant lequel le Cerema dit ce qu'il fait des réponses."
FIELD_QUESTION_ID: Final = "Nom court de la question : minuscules, chiffres, « _ » ou « - »."
FIELD_TEXT: Final = "La question, en 300 caractères au plus."
FIELD_KIND: Final = "choix, choix_multiple, oui_non, echelle, nombre, date ou texte."
FIELD_OPTIONS: Final = "Réponses possibles : nom court, puis ce qui s'affiche (56 caractères)."
FIELD_CONDITION: Final = "Posée seulement si une question précédente a reçu cette réponse."
FIELD_OPTIONAL: Final = "true : peut être passée."
FIELD_UNIT: Final = "Unité d'un nombre : km, habitants, euros."
FIELD_MIN: Final = "Plus petit nombre accepté."
FIELD_MAX: Final = "Plus grand nombre ; nombre de choix ; ou dernier degré d'une échelle."
FIELD_LOW: Final = "Ce que veut dire le premier degré d'une échelle."
FIELD_HIGH: Final = "Ce que veut dire le dernier degré d'une échelle."
SCHEMA_TITLE: Final = "Consultation des communes"
YES_NO: Final = {"oui": "Oui", "non": "Non"}
SCALE_STEP: Final = "{number} ({said})"

# Faults.
NO_FOLDER: Final = "Le dossier des consultations n'existe pas : {folder}"
NOT_A_MAPPING: Final = "une consultation est faite de lignes « nom: valeur »"
NAME_DIFFERS: Final = "l'identifiant « {id} » n'est pas le nom du fichier « {stem} »"
NO_QUESTION: Final = "il faut au moins une question"
TOO_MANY_QUESTIONS: Final = "{count} questions : huit au plus, pour moins de cinq minutes"
TWICE: Final = "deux questions s'appellent « {id} »"
NEEDS_OPTIONS: Final = "une question de type {kind} propose de 2 à 10 options"
NO_OPTIONS: Final = "une question de type {kind} n'a pas d'options"
SAME_LABEL: Final = "deux options s'affichent pareil : « {label} »"
BAD_MOST: Final = "« max » va de 1 au nombre d'options ({count})"
BAD_SCALE: Final = "une échelle va de 1 à « max » : 3 à 10 degrés"
NEEDS_UNIT: Final = "un nombre a une unité, un « min » et un « max »"
BAD_BOUNDS: Final = "« min » doit être plus petit que « max »"
NOT_FOR_KIND: Final = "« {name} » ne sert à rien pour une question de type {kind}"
ONE_CONDITION: Final = "« si » ne porte que sur une question : sinon ses chiffres se recoupent"
CONDITION_UNKNOWN: Final = "« si » nomme « {id} », qui n'est pas une question"
CONDITION_LATER: Final = "« si » nomme « {id} », qui ne vient pas avant"
CONDITION_KIND: Final = "« si » ne porte que sur un choix ou un oui/non : « {id} » est {kind}"
CONDITION_VALUE: Final = "« {value} » n'est pas une réponse possible de « {id} »"
CLOSES_BEFORE: Final = "elle ferme avant d'ouvrir"
TOO_LONG_OPEN: Final = "elle resterait ouverte {days} jours : soixante au plus"
REMINDER_OUTSIDE: Final = "rappel hors de la période : après l'ouverture, avant la fermeture"
COMMENT_EARLY: Final = "« commentaire_avant » doit suivre la fermeture"
NEEDS_TEAM: Final = "confidentielle avec réponses libres : nommez l'« equipe » qui les lira"
UNKNOWN_DEPARTMENT: Final = "« {code} » n'est pas un département"
BAD_SIZES: Final = "« strate » : deux nombres d'habitants, le plus petit d'abord"
NO_PUBLIC: Final = "« public » dit une chose, et une seule, de ceux à qui l'on demande"
LONG_LABEL: Final = "coupée sur un téléphone : « {label} », {most} caractères au plus"
LONG_DURATION: Final = "plus de cinq minutes : beaucoup ne finiront pas"
FIVE_A_YEAR: Final = "cinquième consultation de {year} : quatre au plus par an"
CHECK_GOOD: Final = "Consultations : {count}. Aucune faute."
CHECK_BAD: Final = "Consultations : {count}. Fautes : {errors}, avertissements : {warnings}."

# The command line.
CONSULT: Final = "Consulter les communes : vérifier, ouvrir, fermer, lire, exporter."
CONSULT_CHECK: Final = "Vérifier les fichiers des consultations."
OPTION_FOLDER: Final = "Dossier des consultations (sinon CONSULTATIONS_DIR)."
CONSULT_OPEN: Final = "Proposer d'ouvrir, ou ouvrir ce qu'une autre personne a proposé."
CONSULT_CLOSE: Final = "Fermer avant l'heure ; rien n'est plus accepté."
CONSULT_RESULTS: Final = "Où elle en est, ou ses résultats ; écrire ce que le Cerema en fait."
CONSULT_EXPORT: Final = "Écrire le classeur : réponses, dictionnaire, chiffres."
CONSULT_CODES: Final = "Tirer un code par commune adhérente, à partir d'un fichier CSV."
ARGUMENT_ID: Final = "L'identifiant de la consultation."
OPTION_BY: Final = "Qui agit : inscrit au registre."
OPTION_COMMENT: Final = "Fichier de texte : ce que le Cerema fait des réponses."
OPTION_IDENTIFIED: Final = "Avec les communes ; en mode nominatif seulement, inscrit au registre."
OPTION_TEXTS: Final = "Avec les réponses libres : pour l'équipe nommée dans la consultation."
OPTION_OUTPUT: Final = "Fichier à écrire."
ARGUMENT_CSV: Final = "Fichier CSV avec une colonne « insee » (et « code » s'ils existent déjà)."
OPENING: Final = {
    "proposed": "Proposée par {by}. Une autre personne l'ouvre par la même commande.",
    "opened": "Ouverte du {first} au {date}, 23 h 59. Lien : t.me/<bot>?start=cs_{id}",
    "same_person": "Déjà proposée par vous : c'est à une autre personne de l'ouvrir.",
    "already": "Elle est déjà ouverte ou fermée : elle ne change plus.",
    "over": "Sa date de fermeture est passée.",
}
NO_SUCH: Final = "Aucune consultation « {id} ». Voir « consult check »."
NEVER_OPENED: Final = "Aucune consultation « {id} » n'a été ouverte. Voir « consult open »."
FAULTY: Final = "« {id} » a des fautes : « consult check »."
NOT_OPEN: Final = "Elle n'est pas ouverte."
CLOSED_NOW: Final = "Fermée. Les résultats partiront aux heures ouvrées."
NOT_CLOSED: Final = "Les résultats se lisent à la fermeture, pas avant."
COMMENT_KEPT: Final = "Gardé : ceux qui ont répondu le recevront."
NEEDS_NAME: Final = "Cet acte demande --par NOM : il est inscrit au registre."
NOT_NAMED: Final = "Elle est confidentielle : aucune commune n'y est nommée."
NOT_IN_TEAM: Final = "Les réponses libres sont pour l'équipe nommée : {team}."
CODES_DRAWN: Final = (
    "{count:code nouveau|codes nouveaux}. À remettre : {path}. Ils ne sont gardés nulle part."
)
BAD_CSV: Final = "{path}, ligne {line} : « {code} » n'est pas le code INSEE d'une commune."
NO_INSEE: Final = "{path} : il manque une colonne « insee »."
PROGRESS: Final = (
    "Ont répondu : {answered}{rate}{verified}. Commencées : {began}.\nPar taille : {sizes}.\n"
    "Par département : {departments}.\nJour par jour : {days}."
)
PROGRESS_STEPS: Final = (
    "Tant qu'elle est ouverte, chaque nombre est arrondi au multiple de cinq inférieur : une "
    "commune de plus ne se voit pas d'un jour à l'autre."
)
RATE: Final = " sur {asked} ({percent} %)"
PROGRESS_VERIFIED: Final = " (avec code : {verified})"
FEW: Final = "moins de cinq"
PAIR: Final = "{name} : {count}{rate}"
SHEET_ANSWERS: Final = "Réponses"
SHEET_CODEBOOK: Final = "Dictionnaire"
SHEET_FIGURES: Final = "Chiffres"
SHEET_TEXTS: Final = "Réponses libres"
COLUMNS_TOWN: Final = ("insee", "commune", "departement", "habitants")
COLUMNS_STATE: Final = ("commune_verifiee",)
COLUMNS_CODEBOOK: Final = ("question", "texte", "type", "reponses", "si")
COLUMNS_FIGURES: Final = ("sujet", "reponse", "communes", "interrogees")
COLUMNS_TEXTS: Final = ("question", "texte")
PREVIEW_INVITATION: Final = "Invitation"
PREVIEW_INTRO: Final = "Avant la première question"
PREVIEW_QUESTION: Final = "Question {rank}"
PREVIEW_HANGS: Final = "Question {rank}, selon une réponse précédente"
PREVIEW_SUMMARY: Final = "Résumé, avant l'envoi"
PREVIEW_TOWN: Final = "Votre commune"
EMPTY_ANSWER: Final = "Écrivez une réponse."
STATE_VERIFIED: Final = "vérifiée"
STATE_DECLARED: Final = "déclarée"
NOT_ASKED: Final = "non posée"
BOUNDS: Final = "de {low} à {high} {unit}"
ANSWERED: Final = "Ont répondu"
BEGUN: Final = "Commencées sans être envoyées"
BY_SIZE: Final = "Par taille"
BY_DEPARTMENT: Final = "Par département"
BY_DAY: Final = "Par jour d'envoi"
NOTE_CONFIDENTIAL: Final = (
    "Confidentielle : réponses regroupées quand elles sont de moins de cinq communes ; chaque "
    "colonne est mélangée à part, deux réponses d'une ligne ne sont pas de la même commune. Les "
    "questions à choix multiple sont dans « Chiffres »."
)
NOTE_NAMED: Final = "Nominative : une ligne par commune, sans son nom sauf export identifié."
