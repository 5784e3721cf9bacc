"""What reviewers read, in Telegram and in the terminal, and what askers are told of their work."""

from typing import Final

STATUSES: Final = {
    "nouvelle": "nouvelle",
    "en_cours": "en cours",
    "repondue": "répondue",
    "hors_perimetre": "hors périmètre",
    "doublon": "doublon",
    "retiree": "retirée",
    "effacee": "effacée",
    "orientee": "orientée ailleurs",
}

# Announcements and the inbox.
ANNOUNCE_ONE: Final = "<b>Nouvelle question n° {number}</b>\n\n{text}"
ANNOUNCE_MANY: Final = "<b>{count} nouvelles questions</b>\n\n{lines}\n\nToutes : /questions"
INBOX: Final = "<b>Questions à traiter</b> : {count}\n\n{lines}"
INBOX_EMPTY: Final = "Aucune question à traiter."
INBOX_LINE: Final = "<b>n° {number}</b> ({status}{who}{times}) {text}"
INBOX_WHO: Final = ", {name}"
INBOX_TIMES: Final = ", posée {times} fois"
OLDER: Final = "Plus anciennes"
NEWER: Final = "Plus récentes"

# One question.
QUESTION: Final = (
    "<b>Question n° {number}</b> ({status}{who})\n\n{text}\n\n"
    "Posée le {date} par {channel}. Issue : {outcome}. Domaine : {domain}.{extra}"
)
QUESTION_CANDIDATES: Final = "\n\n<b>Fiches proches</b>\n{lines}"
QUESTION_CANDIDATE: Final = "• {title} ({confidence})\n  <code>{entry}</code>"
QUESTION_REPLY: Final = "\n\n<b>Réponse donnée</b>\n{reply}"
QUESTION_HISTORY: Final = "\n\n<b>Historique</b>\n{lines}"
QUESTION_EVENT: Final = "• {date} : {kind}{detail}{actor}"
QUESTION_CONTACT: Final = "\n\n<b>Contact donné</b>\n{contact}"
NO_DOMAIN: Final = "non trouvé"
NO_SUCH_QUESTION: Final = "Il n'y a pas de question n° {number}."
KINDS: Final = {
    "choix": "choix d'une fiche",
    "aucune": "aucune des réponses proposées",
    "utile": "jugée utile",
    "inutile": "jugée inutile",
    "transmise": "transmise aux experts",
    "details": "« En savoir plus »",
    "voir_aussi": "« Voir aussi »",
    "autre_texte": "autre question posée",
    "prise": "prise en charge",
    "repondue": "réponse personnelle",
    "rattachee": "rattachée à une fiche",
    "hors_perimetre": "hors périmètre",
    "doublon": "doublon",
    "rouverte": "rouverte",
    "confiee": "confiée",
    "liberee": "rendue à la file",
    "annulee": "envoi annulé",
    "reprise": "réponse corrigée",
    "retiree": "retirée par l'auteur",
    "corrigee": "corrigée par l'auteur",
}

# Acts.
TAKE: Final = "Prendre en charge"
REPLY: Final = "Répondre"
ATTACH: Final = "Rattacher à une fiche"
DISMISS: Final = "Hors périmètre"
DUPLICATE: Final = "Doublon"
REOPEN: Final = "Rouvrir"
OPEN: Final = "n° {number}"
TAKEN: Final = "Question n° {number} prise en charge par {actor}."
REPLIED: Final = "Réponse enregistrée pour la question n° {number}. {told}"
ATTACHED: Final = "Question n° {number} rattachée à « {title} ». {told}"
DISMISSED: Final = "Question n° {number} classée hors périmètre."
OTHER_WAY: Final = "La question n° {other} est déjà classée comme doublon de la n° {number}."
FIRST_HAS_NO_ANSWER: Final = (
    "La question n° {other} n'attend pas de réponse (retirée, effacée ou hors périmètre) : "
    "celle-ci resterait sans réponse avec elle."
)
DUPLICATED: Final = "Question n° {number} classée comme doublon de la n° {other}."
FIRST_ANSWERED: Final = "Elle est déjà répondue. {told}"
REOPENED: Final = "Question n° {number} rouverte."
PREVIEW: Final = "<b>Question n° {number}</b> : voici ce que recevra l'auteur. {told}\n\n{shown}"
SEND: Final = "Envoyer"
DROP: Final = "Annuler"
OLD_PREVIEW: Final = (
    "Cet aperçu n'est plus le dernier : rien n'a été envoyé. Tapez de nouveau /repondre {number}"
)
DROPPED: Final = "Rien n'a été envoyé pour la question n° {number}."
WILL_BE_TOLD: Final = "{count:personne|personnes} à prévenir."
STRAY: Final = (
    "Rien n'a été enregistré. Pour répondre à une question, répondez à son annonce, ou tapez "
    "/repondre et son numéro ; pour en poser une, écrivez-moi en privé."
)
SENDINGS: Final = {
    "waiting": "\n\n<b>Réponse à remettre</b>, prévue le {date}.",
    "sent": "\n\nRéponse remise le {date}.",
    "unsure": "\n\n<b>Réponse peut-être remise</b> : Telegram n'a pas confirmé.",
    "failed": "\n\n<b>Réponse non remise</b> : {reason}.",
}
SENDING_REASONS: Final = {
    "Forbidden": "la personne a bloqué l'assistant ou quitté Telegram",
    "BadRequest": "Telegram ne trouve plus la conversation, ou refuse le message",
    "attempts": "Telegram n'a pas répondu, après plusieurs essais",
    "gone": "la personne a effacé ses données",
}
TOLD: Final = "{count:personne prévenue|personnes prévenues}."
TOLD_NOBODY: Final = "Personne n'a demandé à être prévenu."
ALREADY: Final = "La question n° {number} est déjà {status} : rien n'a été changé."
HOW_TO_REPLY: Final = "Pour répondre, tapez :\n<code>/repondre {number} </code>votre texte"
HOW_TO_ATTACH: Final = (
    "Choisissez une fiche, ou tapez :\n<code>/rattacher {number} </code>identifiant-de-fiche"
)
HOW_TO_DUPLICATE: Final = "Tapez :\n<code>/doublon {number} </code>numéro de la première question"
NO_SUCH_ENTRY: Final = "Il n'y a pas de fiche « {entry} » dans la base servie."
ITSELF: Final = "Une question n'est pas le doublon d'elle-même."
EMPTY_REPLY: Final = "Écrivez la réponse après le numéro : /repondre 12 votre texte"
TOO_LONG_REPLY: Final = "Réponse trop longue : {size} caractères, {limit} au plus."
EXPORT_IN_PRIVATE: Final = "L'export s'envoie en privé seulement : écrivez-moi /export."
EXPORT_CAPTION: Final = "Journal des questions, anonyme."
USAGE_NUMBER: Final = "Donnez un numéro : /{command} 12"

# Reloading the base, by editors.
RELOADED: Final = "Base rechargée : version <code>{digest}</code>, {entries} fiches."
RELOAD_SAME: Final = "Rien n'a changé sur le disque : version <code>{digest}</code>."
RELOAD_FAULTS: Final = (
    "<b>La base sur le disque a des fautes : {count}</b>\n"
    "La version <code>{digest}</code> reste servie. Corrigez, puis /recharger.\n\n{faults}"
)
RELOAD_MORE: Final = "… La suite : <code>python -m bot check</code>"

# Figures.
SUMMARY: Final = (
    "<b>Trente derniers jours</b>\n\n{lines}\n\nBase servie : <code>{digest}</code> ({entries})"
)
SUMMARY_LINE: Final = "{name} : {count}"
SUMMARY_QUESTIONS: Final = "Questions"
SUMMARY_PEOPLE: Final = "Personnes"
SUMMARY_NOTICES: Final = "Messages en attente d'envoi"
OUTCOMES: Final = {
    "answer": "Répondues aussitôt",
    "suggest": "Choix proposé",
    "none": "Sans réponse",
    "smalltalk": "Politesses",
}

# What the asker is told.
NOTICE_ANSWER: Final = "<b>Réponse à votre question n° {number}</b>\n<i>{question}</i>\n\n{answer}"
NOTICE_PERSONAL: Final = (
    "<b>Réponse à votre question n° {number}</b>\n<i>{question}</i>\n\n{reply}\n\n"
    "Réponse d'un expert du Cerema, transmise par ce service."
)
NOTICE_CORRECTION: Final = (
    "<b>Une réponse que vous avez reçue a été corrigée</b> (le {date})\n\n{what}"
)
WATCH: Final = "Suivre"
"""Short: it stands in a row of three."""
WILL_WATCH: Final = "Je vous préviendrai si cette réponse est corrigée."
STOP_NOTICES: Final = "Ne plus me prévenir"
STOPPED: Final = "Vous ne recevrez plus de message de ma part sans avoir écrit d'abord."
TELL_ME: Final = "Me prévenir de la réponse"
WILL_TELL: Final = "Je vous préviendrai dès qu'il y aura une réponse."
MY_QUESTIONS: Final = "Mes questions"
MINE: Final = "<b>Vos dernières questions</b>\n\n{lines}"
MINE_LINE: Final = "{rank}. <b>n° {number}</b>, {date}, {status} : {text}"
MINE_NONE: Final = "Vous n'avez pas encore posé de question."
MINE_ONE: Final = "<b>Votre question n° {number}</b>, {date}\n\n{text}\n\nÉtat : {status}."
MINE_REPLY: Final = "\n\n<b>Réponse d'un expert du Cerema</b>\n{reply}"
MINE_STATUSES: Final = {
    "nouvelle": "en attente d'un expert",
    "en_cours": "un expert s'en occupe",
    "repondue": "répondue",
    "hors_perimetre": "hors du périmètre de ce service",
    "doublon": "déjà posée, la réponse vaudra pour les deux",
    "retiree": "retirée par vous",
    "effacee": "effacée",
    "orientee": "orientée vers un autre service",
}
MINE_SEE_ANSWER: Final = "Revoir la réponse"
WITHDRAW: Final = "Retirer la question"
WITHDRAWN: Final = "Votre question n° {number} est retirée : plus personne ne la traite."
REOPENED_BY_ASKER: Final = "Votre question n° {number} est rouverte : les experts la verront."
