"""What elected officials read, on Telegram and in the terminal; Telegram HTML where marked up."""

import datetime
from typing import Final

_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def day(date: datetime.date) -> str:
    """A date as one writes it: « 1er mars 2026 »."""
    number = "1er" if date.day == 1 else str(date.day)
    return f"{number} {_MONTHS[date.month - 1]} {date.year}"


def fiches(count: int) -> str:
    """A number of fiches: « 1 fiche », « 12 fiches »."""
    return f"{count} fiche" if count < 2 else f"{count} fiches"


def questions(count: int) -> str:
    """A number of questions: « 1 question », « 12 questions »."""
    return f"{count} question" if count < 2 else f"{count} questions"


# Presentation of the service in Telegram (profile of the bot).
SHORT_DESCRIPTION: Final = (
    "Des réponses vérifiées pour les élus des petites villes : revitalisation, mobilités, "
    "bâtiments, numérique."
)
DESCRIPTION: Final = (
    "Posez votre question en une phrase, comme à un collègue. Vous recevez une réponse courte, "
    "rédigée à l'avance, avec ses sources officielles et sa date de vérification. Si la "
    "réponse n'existe pas encore, votre question est notée pour les experts du Cerema.\n\n"
    "Un service du Cerema et de l'Association des petites villes de France (APVF)."
)

# Welcome and help.
WELCOME: Final = (
    "<b>Bonjour, je réponds aux élus des petites villes.</b>\n\n"
    "{asking} Par exemple :\n{examples}\n\n"
    "Mes réponses sont rédigées à l'avance, jamais générées, avec leurs sources et leur date. "
    "Quand je ne sais pas, je le dis, et un expert du Cerema vous lit.\n\n"
    "N'envoyez ni nom d'habitant, ni donnée de santé, ni mot de passe. {privacy}"
)
ASK_ALONE: Final = "Écrivez votre question en une phrase, ou touchez un sujet."
ASK_IN_GROUP: Final = (
    "Dans un groupe, écrivez /question puis votre question, ou répondez à l'un de mes messages : "
    "je ne vois rien d'autre."
)
HELP_ALONE: Final = "Posez votre question en une phrase, sigles et fautes admis."
WELCOME_EXAMPLE: Final = "• <i>{question}</i>"
HELP: Final = (
    "<b>Comment faire</b>\n"
    "• {asking}\n"
    "• Plusieurs sujets possibles ? Touchez ou tapez un numéro.\n"
    "• « Pas utile » ou « Poser au Cerema » transmet votre question aux experts. Leur réponse "
    "vous est envoyée ici.\n\n"
    "{commands}"
)
CONSOLE_HELP: Final = "Tapez /quitter pour sortir."
COMMA: Final = ", "

# Answers.
SOURCES: Final = "Sources :"
SOURCE_KINDS: Final = {"presse": "presse", "avis": "avis"}
"""How sources that are not official are marked."""
SOURCE: Final = '• <a href="{url}">{title}</a>{rest}'
CHECKED: Final = "Vérifié le {date}."
OWNER: Final = "Responsable : {owner}."
REVIEW_DUE: Final = (
    "<b>Attention</b> : cette fiche devait être revue le {date}. Faites confirmer ce point "
    "avant de décider."
)
NOT_LOGGED_NOTE: Final = (
    "<i>Le journal des questions est indisponible : cet échange n'a pas été enregistré.</i>"
)

# Not sure, or not known.
SUGGEST: Final = "<b>Votre question porte-t-elle sur l'un de ces sujets ?</b>\n\n{titles}"
TITLE_LINE: Final = "{number}. {title}"
SUGGEST_HINT: Final = (
    "Touchez un numéro, ou tapez-le. Sans choix, la question part aux experts du Cerema."
)
SUGGEST_HINT_IN_GROUP: Final = "Touchez un numéro, ou répondez à ce message par son numéro."
UNKNOWN: Final = (
    "<b>Je n'ai pas de réponse sûre à cette question.</b>\n\n"
    "Je la transmets aux experts du Cerema, sous le <b>n° {number}</b>. Vous pouvez aussi "
    "l'écrire autrement."
)
UNKNOWN_NOT_LOGGED: Final = (
    "<b>Je n'ai pas de réponse sûre à cette question</b>, et je n'ai pas pu l'enregistrer : "
    "mon journal est indisponible. Rien n'a été transmis. Réessayez dans quelques minutes."
)
AIMED_AT: Final = (
    "Ils visent une réponse d'ici au <b>{day}</b>. Je vous l'enverrai ici : « Ne pas me "
    "prévenir » l'arrête."
)
AIMED_AT_NOT_TOLD: Final = (
    "Ils visent une réponse d'ici au <b>{day}</b>. Vous la trouverez dans /mesquestions."
)
OUT_OF_SCOPE: Final = (
    "<b>Cette question sort du périmètre de ce service</b> : les experts l'ont déjà examinée. "
    "Elle est comptée, mais ne recevra pas de réponse ici. Votre préfecture ou l'association "
    "départementale des maires peut vous orienter."
)
OUTSIDE: Final = "<b>Ce sujet n'est pas traité ici ({theme}).</b>\n\n{whose}"
OUTSIDE_DEFAULT: Final = (
    "Votre préfecture, service-public.gouv.fr ou l'association départementale des maires peut "
    "vous répondre."
)
OUTSIDE_LINK: Final = ' <a href="{url}">Voir la page officielle</a>.'
ASK_ANYWAY: Final = "Je veux quand même la poser"
PASSED_ON: Final = (
    "<b>Votre question est transmise.</b>\n\n"
    "Les experts du Cerema la verront, sous le <b>n° {number}</b>.\n\n{question}"
)
PASSED_ON_USELESS: Final = (
    "Merci de me le dire. Votre question est transmise aux experts du Cerema, sous le "
    "<b>n° {number}</b>. Vous pouvez aussi l'écrire autrement."
)
SETTLED: Final = (
    "C'est noté. Votre question <b>n° {number}</b> a déjà été traitée : {status}. Pour que "
    "les experts la revoient, rouvrez-la."
)
PASSED_ON_BEFORE: Final = "C'est déjà transmis, sous le n° {number}."
NOT_PASSED_ON: Final = (
    "Je n'ai pas pu enregistrer votre choix : mon journal est indisponible. Rien n'a été "
    "transmis. Réessayez dans quelques minutes."
)
THANKS_FOR_VOTE: Final = "Merci, c'est noté."
THANKS_AND_FOLLOW: Final = "Merci, c'est noté. Pour être prévenu si elle change : /mesquestions"

# Browsing.
DOMAINS: Final = "<b>Les sujets</b>\n\n{lines}"
DOMAIN_LINE: Final = "<b>{name}</b> ({count})\n{description}"
DOMAIN: Final = "<b>{name}</b>\nFiches {first} à {last} sur {count}\n\n{titles}"
DOMAIN_EMPTY: Final = "<b>{name}</b>\nAucune fiche pour le moment."

# Choices.
USEFUL: Final = "Utile"
USELESS: Final = "Pas utile"
MORE: Final = "En savoir plus"
GOES_ON: Final = "Suite"
ASK_CEREMA: Final = "Poser au Cerema"
NONE_OF_THESE: Final = "Aucune de ces réponses"
ALSO: Final = "\n\n<b>Vous demandiez aussi</b>\n{lines}"
ALSO_ANSWERED: Final = "{rank}. {title}"
ALSO_NEAR: Final = "{rank}. Peut-être : {title}"
ALSO_QUOTED: Final = "• {text} La fiche le dit ainsi : « {sentence} »"
ALSO_OUTSIDE: Final = "• « {text} » : ce n'est pas traité ici. {whose}"
ALSO_EXAMINED: Final = "• « {text} » : les experts l'ont jugée hors du périmètre de ce service."
ALSO_SENT: Final = "• « {text} » : transmise aux experts sous le n° {number}."
ALSO_NOT_LOGGED: Final = "• « {text} » : je n'ai pas de réponse sûre, et rien n'a été transmis."
ALSO_MORE: Final = "Je n'ai pas pu tout prendre : posez le reste dans un autre message."
SHARE: Final = "Partager"
CITE: Final = "Citer"
CITATION: Final = (
    "« {title} », assistant Cerema-APVF des petites villes, fiche {entry}, version {digest}, "
    "vérifiée le {date}.{link}"
)
SHARE_LINK: Final = "Pour partager cette fiche, envoyez ce lien :\n{link}"
REFERENCE: Final = "<i>Fiche</i> <code>{entry}</code>, <i>version</i> <code>{digest}</code>"
ENTRY_USAGE: Final = "Donnez l'identifiant d'une fiche : /fiche ort-definition"
NO_SUCH_ENTRY: Final = "Il n'y a pas de fiche de ce nom. /domaines : parcourir les sujets."
QUESTION_USAGE: Final = "Écrivez votre question après la commande : /question votre question"
INLINE_MORE: Final = "D'autres réponses : {link}"
GUEST_CHOICE: Final = '• <a href="{link}">{title}</a>'
GUEST_CHOICES: Final = "<b>Peut-être l'une de ces réponses :</b>\n\n{lines}"
GUEST_UNKNOWN: Final = (
    'Je n\'ai pas de réponse sûre. <a href="{link}">Posez-la-moi en privé</a> : les experts du '
    "Cerema la verront, et je vous enverrai leur réponse."
)
INLINE_HINT: Final = "Ouvrir l'assistant"
ABOUT: Final = "\n\nDemandé à propos de : "
ASKED_ABOUT: Final = "{text}" + ABOUT + "{subject}"
"""How a question that leans on an answer is kept, where it is not answered."""
LEANING: Final = "<i>Je continue sur le même sujet : {subject}.</i>"
OTHER_SUBJECT: Final = "Ce n'est pas le sujet"
LONG_READ: Final = "<i>J'ai lu dans votre message : « {subject} ».</i>"
PREVIOUS: Final = "Précédent"
NEXT: Final = "Suite"
ALL_DOMAINS: Final = "Tous les sujets"
SUBJECTS: Final = "Sujets"
"""The same beside other buttons, where there is room for a word."""
BROWSE: Final = "Parcourir les sujets"
ELLIPSIS: Final = "…"

# Nearest page, and what follows an answer.
NEAREST: Final = (
    "<b>Je n'ai pas de réponse sûre. La page la plus proche :</b>\n\n<b>{title}</b>\n{sentence}"
)
READ: Final = "Lire cette page"
NOT_MY_QUESTION: Final = "Ce n'est pas ma question"
QUOTED: Final = "<b>La fiche ci-dessus le dit ainsi :</b>\n\n« {sentence} »"
POINT_SENT: Final = "Votre question part aux experts du Cerema sous le <b>n° {number}</b>."
NOT_SAID: Final = "<b>La fiche ci-dessus (« {subject} ») ne répond pas à ce point.</b>"
REJECTED: Final = (
    "Merci de me le dire. Votre question porte-t-elle sur l'un de ces sujets ? Sinon, posez-la "
    "aux experts."
)
REJECTED_ALONE: Final = "Merci de me le dire. Posez-la aux experts, ou écrivez-la autrement."
IN_SHORT: Final = "<b>En bref</b>\n{gist}"

# What is asked of the service itself.
ACKNOWLEDGED: Final = "C'est noté. Une autre question ?"
SAY_IT_OTHERWISE: Final = (
    "Dites-le autrement, en une phrase, avec le mot qui compte : « zone bleue », « fibre », "
    "« école ». Ou demandez à une personne."
)
HELP_ME: Final = "Mode d'emploi"
A_PERSON: Final = (
    "<b>Une personne peut vous répondre.</b>\n\nDécrivez votre besoin au Cerema, ou voyez à qui "
    "écrire au Cerema et à l'APVF. Toute question sans réponse ici est aussi lue par un expert."
)
ASK_SUPPORT: Final = "Demander l'appui du Cerema"
WHOM_TO_WRITE_TO: Final = "À qui écrire"

# Courtesy.
GREETING: Final = "Bonjour ! Quelle est votre question ?"
THANKS: Final = "Avec plaisir. Une autre question ?"
FAREWELL: Final = "Au revoir, et à bientôt."
INSULT: Final = "Je fais de mon mieux. Dites-moi en une phrase ce que vous cherchez."
NOISE: Final = (
    "Je n'ai pas compris. Écrivez votre question en quelques mots, par exemple : <i>{example}</i>"
)
FOREIGN: Final = "Ce service ne comprend que le français. / This service only speaks French."

# What cannot be handled as a question.
VOICE: Final = (
    "Je n'écoute pas les messages vocaux. Dictez plutôt votre question avec le micro du clavier : "
    "elle s'écrit toute seule, et je la lis."
)
CONTACT_SHARED: Final = (
    "Je ne conserve pas les contacts partagés. Pour être joint par le Cerema : /appui. Pour "
    "savoir à qui écrire : /contact"
)
POLL_SHARED: Final = (
    "Je ne réponds pas aux sondages. Écrivez votre question en une phrase, et je vous dirai ce "
    "que j'en sais."
)
ONLY_TEXT: Final = (
    "Je ne lis que les messages écrits, et ce qui est écrit sous une image : ni les images, ni "
    "les fichiers. Écrivez votre question en une phrase."
)
EDITED: Final = (
    "Je ne relis pas un message modifié. Envoyez votre question corrigée dans un nouveau message."
)
UNKNOWN_COMMAND: Final = (
    "Je ne connais pas cette commande. Écrivez votre question, ou touchez /aide ou /domaines."
)
OLD_BUTTON: Final = "Ce bouton n'est plus valable. Posez à nouveau votre question."
NO_LONGER_YOURS: Final = (
    "Je ne retrouve plus cette question : elle a été effacée, ou elle est trop ancienne. Posez-la "
    "à nouveau."
)
NOT_YOURS: Final = "Ce choix revient à la personne qui a posé la question."
IN_PRIVATE: Final = (
    'Cette page n\'est que pour vous : <a href="{link}">écrivez-moi en privé</a>, je vous la '
    "montrerai."
)
IN_PRIVATE_NO_LINK: Final = "Cette page n'est que pour vous : écrivez-moi en privé."
GONE_ENTRY: Final = "Cette fiche n'existe plus. Posez à nouveau votre question."
GONE_LINK: Final = (
    "<b>La page de ce lien n'existe plus.</b> Dites-moi ce que vous y cherchiez : une autre fiche "
    "y répond peut-être."
)
TOO_FAST: Final = (
    "Vos questions arrivent très vite. Je les enregistre toutes, et je répondrai à la dernière "
    "quand vous aurez fait une pause d'une minute."
)
FAILURE: Final = (
    "Un incident m'empêche de répondre (référence {reference}). Réessayez dans quelques minutes."
)
CALL: Final = {
    "rescue": (
        "<b>En danger immédiat, appelez le 18 ou le 112</b> (15 pour un blessé, 17 pour une "
        "agression, 114 par SMS). Je ne préviens pas les secours."
    ),
    "distress": (
        "<b>Parlez-en maintenant : le 3114</b>, gratuit, jour et nuit, répond à ceux qui ont des "
        "idées suicidaires et à leurs proches. En danger immédiat, le 15 ou le 112."
    ),
}
SET_ASIDE: Final = (
    "Je n'ai pas réussi à traiter votre dernier message, malgré trois essais. Écrivez-le "
    "autrement, ou voyez /contact pour joindre le Cerema ou l'APVF."
)

# The terminal.
CONSOLE_INTRO: Final = "Assistant des petites villes, dans le terminal. {help}"
CONSOLE_PROMPT: Final = "Vous : "
CONSOLE_CHOICE: Final = "  [{number}] {label}"
CONSOLE_BYE: Final = "Au revoir."
