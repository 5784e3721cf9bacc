"""What mayors read of consultations."""

from typing import Final

# The list and the way in.
LIST: Final = "<b>Consultations</b>\n\n{lines}"
LIST_NONE: Final = "Aucune consultation n'est ouverte ni passée pour le moment."
LIST_OPEN: Final = "<b>{number}. {title}</b>\n{by}. {duration}, jusqu'au {date} ({left}). {state}"
LIST_CLOSED: Final = "<b>{number}. {title}</b>\n{by}. Fermée le {date}. {state}"
STATE_NEW: Final = "Votre commune n'a pas répondu."
STATE_BEGUN: Final = "Commencée : {done} sur {count}."
STATE_SENT: Final = "Votre commune a répondu."
STATE_RESULTS: Final = "Résultats disponibles."
STATE_NO_RESULTS: Final = "Résultats à venir."
OPEN_ONE: Final = "{number}. Répondre"
READ_ONE: Final = "{number}. Résultats"
START_LINE: Final = (
    "\n\n<b>Consultation ouverte</b> : {title} ({duration}, jusqu'au {date}). /consultations"
)
DAYS_LEFT: Final = "dans {days} jours"
DAY_LEFT: Final = "demain"
LAST_DAY: Final = "aujourd'hui"

# Before the first question.
INTRO: Final = (
    "<b>{title}</b>\n\nConsultation demandée par : {by}. {why}\n\n"
    "{count} questions, {duration}. Jusqu'au {date}, 23 h 59 ({left}).\n"
    "Pour <b>{town}</b>. Une seule réponse par commune.\n\n{mode}"
)
MODES: Final = {
    "nominative": (
        "<b>Réponses nominatives</b> : le Cerema, l'APVF et qui déclare la même commune sauront "
        "ce qu'elle a répondu."
    ),
    "confidentielle": (
        "<b>Réponses confidentielles</b> : aucun chiffre ne portera sur moins de cinq communes ; "
        "trente jours après la fermeture, le service détache les réponses de votre commune."
    ),
}
BEGIN: Final = "Commencer"
RESUME: Final = "Reprendre à la question {number}"
REREAD: Final = "Relire"
MUTE: Final = "Ne plus me solliciter sur celle-ci"
MUTED: Final = "C'est noté : plus aucun rappel pour cette consultation. Elle reste ouverte à tous."
AGREE: Final = "Me prévenir des consultations"
AGREED: Final = (
    "C'est noté : je vous préviendrai des consultations, quatre par an au plus. Pour ne plus "
    "l'être : /mesquestions, « Ne plus me prévenir »."
)
PARTLY: Final = "Votre commune a déjà répondu à {done} sur {count}, le {date}."
SENT_BEFORE: Final = (
    "Votre commune a envoyé sa réponse le {date}. Elle peut changer jusqu'au {end}."
)
BY_SOMEBODY: Final = "Une autre personne de votre commune y a répondu : vous continuez ensemble."
NEEDS_TOWN: Final = (
    "<b>{title}</b>\n\nUne réponse vaut pour une commune : dites-moi d'abord laquelle. Son nom ou "
    "son code postal."
)
NOT_ASKED: Final = "Cette consultation ne s'adresse pas à {town} : {public}."
PUBLICS: Final = {
    "adherents": "elle est réservée aux communes adhérentes de l'APVF",
    "departements": "elle ne concerne que certains départements",
    "strate": "elle concerne les communes de {low} à {high} habitants",
}
NEEDS_CODE: Final = (
    "{town} a répondu avec le code que l'APVF lui a remis. Pour relire ou changer cette réponse, "
    "ouvrez le lien de la lettre de l'APVF."
)
BAD_CODE: Final = (
    "Ce code n'est pas reconnu. Vous pouvez répondre sans lui ; la réponse sera « déclarée »."
)
CLOSED: Final = "La consultation « {title} » est fermée depuis le {date}, 23 h 59."
GONE: Final = (
    "Cette consultation n'existe pas ou n'est pas encore ouverte. Les autres : /consultations"
)

# One question.
QUESTION: Final = "<b>{title}</b>\n{number} sur {count}\n\n<b>{text}</b>{hint}{now}"
HINTS: Final = {
    "choix": "",
    "oui_non": "",
    "echelle": "",
    "choix_multiple": "\n\n{most} au plus. Touchez vos choix, puis « Valider ».",
    "nombre": "\n\nÉcrivez un nombre, de {low} à {high} {unit}.",
    "date": "\n\nÉcrivez une date : 15/03/2027, ou « mars 2027 ».",
    "texte": "\n\nÉcrivez votre réponse, en 1 000 caractères au plus, sans nom ni coordonnées.",
}
NOW: Final = "\n\n<i>Réponse actuelle : {value}</i>"
NOTED: Final = "<i>Noté : {value}</i>\n\n"
OPTION: Final = "{number}. {label}"
CHOSEN: Final = "{number}. ✓ {label}"
VALIDATE: Final = "Valider ({chosen} sur {most})"
SKIP: Final = "Passer"
BACK: Final = "Retour"
TO_SUMMARY: Final = "Voir le résumé"
PASSED: Final = "passée"
TOO_MANY: Final = "{most} choix au plus : retirez-en un d'abord."
CHOOSE_ONE: Final = "Choisissez au moins une réponse."
NOT_A_CHOICE: Final = "Je n'ai pas reconnu cette réponse : touchez un bouton, ou tapez son numéro."
NOT_A_NUMBER: Final = "Un nombre est attendu, de {low} à {high} {unit}."
NOT_A_DATE: Final = "Une date est attendue : 15/03/2027, ou « mars 2027 »."
TOO_LONG: Final = "C'est trop long : 1 000 caractères au plus."
IS_IT: Final = "« {text} »\n\n<b>Est-ce votre réponse, ou une question ?</b>"
IS_ANSWER: Final = "C'est ma réponse"
IS_QUESTION: Final = "C'est une question"
WAITS: Final = "<i>Votre réponse à la consultation attend à la question {number}.</i>"

# The summary.
SUMMARY: Final = (
    "<b>{title}</b>\nPour {town}\n\n{lines}\n\n{state} Pour changer une réponse, touchez son "
    "numéro."
)
SUMMARY_LINE: Final = "{number}. {text}\n<b>{value}</b>"
NOT_ANSWERED: Final = "sans réponse"
BY_OTHERS: Final = "répondu par une autre personne"
LEFT: Final = "Ce que vous avez répondu est gardé. Pour reprendre : /consultations"
NOT_SENT: Final = "Rien n'est encore envoyé."
STILL_MISSING: Final = "Il manque une réponse à la question {numbers}."
SEND: Final = "Envoyer ma réponse"
SENT: Final = (
    "<b>La réponse de {town} est envoyée.</b> Merci.\n\nElle peut changer jusqu'au {date}, "
    "23 h 59 (/consultations). Les résultats vous seront rendus après la fermeture."
)
SENT_VERIFIED: Final = " Réponse vérifiée par le code de la commune."
SENT_DECLARED: Final = " Commune déclarée, sans code."
CHANGED_BY_OTHER: Final = (
    "Une autre personne de votre commune a complété, changé ou confirmé la réponse à la "
    "consultation « {title} ». Pour la relire : /consultations"
)

# Pushes.
ANSWER_NOW: Final = "Répondre"
INVITATION: Final = (
    "<b>Consultation : {title}</b>\n\nDemandée par : {by}. {why}\n\n"
    "{duration}, jusqu'au {date} ({left})."
)
REMINDER: Final = (
    "<b>Rappel : {title}</b>\n\n{duration}, jusqu'au {date} ({left}). C'est le seul rappel."
)
PARTIAL_KEPT: Final = (
    "La consultation « {title} » est fermée. Votre commune avait commencé sans envoyer : ses "
    "réponses sont gardées à part, comme « commencées », et n'entrent pas dans les résultats."
)
RESULTS_TITLE: Final = "<b>Résultats : {title}</b>\n{answered}{verified}\n\n{questions}{end}"
ANSWERED: Final = "{count} communes ont répondu."
TOO_FEW: Final = (
    "Moins de cinq communes ont répondu : aucun chiffre n'est donné, pour n'en désigner aucune."
)
VERIFIED: Final = " Avec le code de la commune : {verified} ; déclarées : {declared}."
RESULT_QUESTION: Final = "<b>{number}. {text}</b>\n{lines}"
RESULT_LINE: Final = "{bar} {percent} % ({count}) {label}{own}"
RESULT_OWN: Final = " <b>← votre réponse</b>"
RESULT_HIDDEN: Final = "Trop peu de réponses pour être dites sans désigner quelqu'un."
RESULT_NOBODY: Final = "Posée à aucune commune."
RESULT_BASE: Final = "<i>Posée à {count} communes.</i>"
RESULT_TEXT: Final = "Réponses libres : lues par l'équipe, jamais publiées telles quelles."
RESULT_WORDS: Final = "<i>En mots : {words}.</i>"
RESULT_WORD: Final = "{label}, {percent} pour cent"
RESULT_SIZE: Final = "<i>Communes de {size} : {words}.</i>"
SIZES_NAMED: Final = "{low} à {high} habitants"
OTHER_SIZES: Final = "autres tailles"
COMMENT: Final = "\n\n<b>Ce que le Cerema en fait</b>\n{text}"
COMMENT_OWED: Final = "\n\n<i>Ce que le Cerema en fait vous sera dit avant le {date}.</i>"
COMMENT_ALONE: Final = "<b>{title} : ce que le Cerema en fait</b>\n\n{text}"
COMMENT_LATE: Final = (
    "<b>Promesse non tenue</b> : « {title} » devait dire ce que le Cerema en fait avant le "
    "{date}. Pour l'écrire : consult results {id} --commentaire FICHIER --par NOM"
)
MERGED: Final = "Autres réponses regroupées"
MERGED_RANGE: Final = "{low} à {high}"
UNANSWERED: Final = "Sans réponse"
TEXT_GIVEN: Final = "Ont répondu"

# What the privacy page adds.
PRIVACY: Final = (
    "Une réponse vaut pour la commune ; qui l'a écrite n'est gardé que sous "
    "pseudonyme, et plus du tout trente jours après la fermeture : seul reste, pour vous dire ce "
    "que le Cerema en fait, que vous y avez pris part. Le mode, nominatif ou "
    "confidentiel, est dit avant la première question. En mode confidentiel, aucun chiffre ne "
    "porte sur moins de cinq communes, et le lien avec la commune est coupé au même moment : une "
    "réponse ne peut alors plus être retrouvée ni retirée ; les noms de personnes et de communes "
    "que vous y écrivez sont cherchés et masqués, une écriture inhabituelle peut y échapper. En "
    "mode nominatif, ces noms restent tels que vous les écrivez, et qui indique la même commune "
    "lit sa réponse, sauf si un code de l'APVF la protège. /effacer efface que vous en êtes "
    "l'auteur ; la réponse de la commune reste."
)
BEFORE_YEAR: Final = "avant {year}"
AFTER_YEAR: Final = "{year} ou après"
