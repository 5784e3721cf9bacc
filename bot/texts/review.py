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
ANNOUNCE_ONE: Final = "<b>Nouvelle question n° {number}</b>{origin}\n\n{text}"
ANNOUNCE_SUPPORT: Final = "<b>Nouvelle demande d'appui n° {number}</b>{origin}\n\n{text}"
ANNOUNCE_MANY: Final = "<b>{count} nouvelles questions</b>\n\n{lines}\n\nToutes : /questions"
REMINDER: Final = (
    "<b>Réponse promise pour le {day}</b> : {count:question attend|questions attendent} encore."
    "\n\n{lines}"
)
INBOX: Final = "<b>{heading}</b> : {count}{taken}\n\n{lines}"
INBOX_OPEN: Final = "Questions à traiter"
INBOX_OF_STATUS: Final = "Questions, état « {status} »"
INBOX_TAKEN: Final = ", dont {count:déjà prise|déjà prises}"
INBOX_EMPTY: Final = "Aucune question à traiter."
INBOX_LINE: Final = "<b>n° {number}</b> ({status}{who}{times}), {age}{origin}\n{support}{text}"
INBOX_SUPPORT: Final = "<b>Demande d'appui</b> : "
INBOX_WHO: Final = ", {name}"
AGE_TODAY: Final = "aujourd'hui"
AGE_ONE: Final = "hier"
AGE: Final = "il y a {days} jours"
ORIGIN: Final = ", {origin}"
INHABITANTS: Final = "{count} habitants"
INBOX_TIMES: Final = ", posée {times} fois"
BEFORE: Final = "Page précédente"
AFTER: Final = "Page suivante"

# One question.
QUESTION: Final = (
    "<b>Question n° {number}</b> ({status}{who})\n\n{text}\n\n"
    "Posée {age}, le {date}, par {channel}. Commune : {origin}. Issue : {outcome}. "
    "Domaine : {domain}.{extra}"
)
QUESTION_CANDIDATES: Final = "\n\n<b>Fiches proches</b>\n{lines}"
QUESTION_CANDIDATE: Final = "• {title} ({confidence})\n  <code>{entry}</code>"
QUESTION_REPLY: Final = "\n\n<b>Réponse donnée</b>\n{reply}"
QUESTION_HISTORY: Final = "\n\n<b>Historique</b>\n{lines}"
QUESTION_EVENT: Final = "• {date} : {kind}{actor}{detail}"
QUESTION_ACTOR: Final = ", par {name}"
QUESTION_CONTACT: Final = "\n\n<b>Contact donné</b>\n{contact}"
NO_DOMAIN: Final = "non trouvé"
NO_TOWN: Final = "non dite"
NO_SUCH_QUESTION: Final = "Il n'y a pas de question n° {number}."
KINDS: Final = {
    "choix": "choix d'une fiche",
    "aucune": "aucune des réponses proposées",
    "utile": "réponse jugée utile",
    "inutile": "réponse jugée inutile",
    "transmise": "transmise aux experts",
    "details": "« En savoir plus »",
    "voir_aussi": "« Voir aussi »",
    "autre_texte": "autre question posée",
    "prise": "prise en charge",
    "repondue": "réponse personnelle",
    "rattachee": "rattachée à une fiche",
    "publiee": "répondue par une fiche publiée",
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
NEXT: Final = "Question suivante"
ASKED: Final = "\n\n<i>{text}</i>"
TAKEN: Final = "Question n° {number} prise en charge par {actor}."
REPLIED: Final = "Réponse enregistrée pour la question n° {number}. {told}"
ATTACHED: Final = "Question n° {number} rattachée à « {title} ». {told}"
DISMISSED: Final = "Question n° {number} classée hors périmètre. {told}"
OTHER_WAY: Final = "La question n° {other} est déjà classée comme doublon de la n° {number}."
FIRST_HAS_NO_ANSWER: Final = (
    "La question n° {other} n'attend pas de réponse (retirée ou effacée) : "
    "celle-ci resterait sans réponse avec elle."
)
DUPLICATED: Final = "Question n° {number} classée comme doublon de la n° {other}."
FIRST_SETTLED: Final = "Celle-ci est déjà {status}. {told}"
REOPENED: Final = "Question n° {number} rouverte."
PREVIEW: Final = "<b>Question n° {number}</b> : voici ce que recevra l'auteur. {told}\n\n{shown}"
CAUTION: Final = (
    "Ce texte contient : {kinds}. Vérifiez que ce n'est pas celui d'une personne qui n'a rien "
    "demandé."
)
SEND: Final = "Envoyer"
DROP: Final = "Annuler"
OLD_PREVIEW: Final = (
    "Cet aperçu n'est plus le dernier : ce toucher n'a rien envoyé de plus. Où en est la "
    "question : /question {number}. Pour répondre : /repondre {number}"
)
DROPPED: Final = "Rien n'a été envoyé pour la question n° {number}."
STRAY: Final = (
    "Rien n'a été enregistré. Pour répondre à une question, répondez à une annonce qui n'en porte "
    "qu'une, touchez son numéro, ou tapez /repondre et son numéro. Pour en poser une, écrivez-moi "
    "en privé."
)
SENDINGS: Final = {
    "waiting": "Une personne sera prévenue : envoi prévu le {date}.",
    "sent": "Une personne a été prévenue le {date}.",
    "unsure": "Une personne a peut-être été prévenue : Telegram n'a pas confirmé.",
    "failed": "Une personne n'a pas été jointe : {reason}.",
}
QUESTION_SENDINGS: Final = "\n\n<b>Réponse par Telegram</b>\n{lines}"
SENDING_REASONS: Final = {
    "Forbidden": "la personne a bloqué l'assistant ou quitté Telegram",
    "BadRequest": "Telegram ne trouve plus la conversation, ou refuse le message",
    "attempts": "Telegram n'a pas répondu, après plusieurs essais",
    "gone": "la personne a effacé ses données",
    "refused": "la personne ne veut plus être prévenue",
}
WILL_BE_TOLD: Final = "{count:personne sera prévenue|personnes seront prévenues}."
"""What an act does: the message is queued with it, and leaves later."""
TOLD_NOBODY: Final = "Personne n'est à prévenir."
ALREADY: Final = "La question n° {number} est déjà {status} : rien n'a été changé."
ASK_FOR: Final = {
    "repondre": (
        "Écrivez la réponse à la question n° {number}. Vous la verrez avant qu'elle parte ; dans "
        "un groupe, répondez à ce message."
    ),
    "rattacher": (
        "Choisissez une fiche pour la question n° {number}, ou écrivez quelques mots pour en "
        "chercher d'autres ; dans un groupe, répondez à ce message."
    ),
    "hors": (
        "Dites vers qui l'auteur de la question n° {number} peut se tourner : il le lira. Ou "
        "classez-la sans le dire, il aura les adresses générales ; dans un groupe, répondez à ce "
        "message."
    ),
    "doublon": (
        "Écrivez le numéro de la question dont la n° {number} est le doublon ; dans un groupe, "
        "répondez à ce message."
    ),
}
"""What is typed next, by the act whose button was pressed."""
FILE_PLAINLY: Final = "Classer sans le dire"
FOUND_ENTRIES: Final = (
    "Fiches trouvées pour la question n° {number}. Touchez la bonne, ou écrivez d'autres mots."
)
FOUND_NO_ENTRY: Final = (
    "Aucune fiche ne ressemble à ces mots. Écrivez-en d'autres pour la question n° {number}."
)
HELD_BACK: Final = (
    "Rien n'a été enregistré : vous êtes relecteur, et la base n'a pas de réponse sûre à ces "
    "mots. Pour agir sur une question, ouvrez-la par /questions."
)
ASK_ANYWAY: Final = "Poser cette question"
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
SUMMARY_TITLES: Final = {
    "outcome": "<b>Ce que l'assistant a répondu</b>",
    "status": "<b>Où en sont les questions</b>",
    "feedback": "<b>Avis</b>",
    "domain": "<b>Domaines</b>",
}
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
NOTICE_POINTED: Final = (
    "<b>Votre question n° {number}</b>\n<i>{question}</i>\n\n"
    "Un expert l'a lue : elle sort du champ de ce service.\n\n"
    "<b>Vers qui vous tourner</b>\n{pointer}"
)
POINTER_DEFAULT: Final = (
    "Votre préfecture, service-public.gouv.fr ou l'association départementale des maires."
)
NOTICE_LATE: Final = (
    "<b>Votre question n° {number} attend toujours sa réponse.</b>\n<i>{question}</i>\n\n"
    "Elle était visée pour le {day} : excusez ce retard. Les experts ne l'oublient pas, et je "
    "vous l'enverrai ici. Si c'est pressé, écrivez-leur : /contact"
)
NOTICE_CORRECTION: Final = (
    "<b>Une réponse que vous avez reçue a été corrigée</b> (le {date})\n\n{what}"
)
WATCH: Final = "Me prévenir si elle change"
WILL_WATCH: Final = "Je vous préviendrai si cette réponse est corrigée."
STOP_NOTICES: Final = "Ne plus me prévenir"
STOPPED: Final = (
    "Vous ne recevrez plus de message de ma part sans avoir écrit d'abord. Les réponses restent "
    "dans /mesquestions."
)
RESUME_NOTICES: Final = "Me prévenir à nouveau"
RESUMED: Final = "Je vous enverrai les réponses à vos prochaines questions."
TELL_CORRECTIONS: Final = "Me prévenir des corrections"
WILL_TELL_CORRECTIONS: Final = "Je vous écrirai si une réponse que vous avez reçue est corrigée."
TELL_ME: Final = "Me prévenir de la réponse"
WILL_TELL: Final = "Je vous enverrai la réponse ici."
DO_NOT_TELL_ME: Final = "Ne pas me prévenir"
WILL_NOT_TELL: Final = "Pas de message pour cette question. La réponse sera dans /mesquestions."
ASK_AGAIN: Final = "Je veux quand même une réponse"
MY_QUESTIONS: Final = "Mes questions"
MINE: Final = "<b>Vos dernières questions</b>\n\n{lines}"
MINE_BEFORE: Final = "<b>Vos questions précédentes</b>\n\n{lines}"
MINE_OLDER: Final = "Plus anciennes"
MINE_NONE_BEFORE: Final = "Il n'y a pas de question plus ancienne."
MINE_LINE: Final = "<b>{rank}.</b> {text}\n<i>n° {number}, {date} : {status}</i>"
MINE_NONE: Final = "Vous n'avez pas encore posé de question."
MINE_ONE: Final = "<b>Votre question n° {number}</b>, {date}\n\n{text}\n\nÉtat : {status}."
MINE_AIMED_AT: Final = " Réponse visée d'ici au {day}."
MINE_POINTER: Final = "\n\n<b>Vers qui vous tourner</b>\n{pointer}"
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
