"""What people read when they tell their town, call on Cerema, or look for a training module."""

from typing import Final

# My town.
TOWN_ASK: Final = (
    "<b>Quelle est votre commune ?</b>\n\n"
    "Son nom ou son code postal. C'est facultatif : les experts sauront d'où vous écrivez, et je "
    "vous indiquerai la bonne direction du Cerema. /annuler pour ne rien dire."
)
TOWN_CHOOSE: Final = "<b>De quelle commune s'agit-il ?</b>"
TOWN_IS_IT: Final = "Votre commune est-elle <b>{name}</b> ?"
TOWN_YES: Final = "Oui"
TOWN_NO: Final = "Non"
TOWN_MORE: Final = "\n\nD'autres portent ce nom : ajoutez le département ou le code postal."
TOWN_MORE_THERE: Final = "\n\nD'autres ont ce code postal : écrivez le nom de la vôtre."
TOWN_LABEL: Final = "{name} ({department}, {postcode})"
TOWN_UNKNOWN: Final = (
    "Je ne trouve pas « {name} » parmi les communes de France. Voulez-vous que je garde ce nom "
    "tel quel ?"
)
TOWN_NONE: Final = "Je ne trouve pas « {text} » parmi les communes de France."
TOWN_KEEP: Final = "Garder ce que j'ai écrit"
TOWN_RETRY: Final = "Écrire un autre nom"
TOWN_KEPT: Final = "C'est noté : <b>{name}</b>. Pour changer : /commune"
TOWN_TOLD_ONE: Final = "\n\nLes experts la verront avec votre question en attente."
TOWN_TOLD: Final = "\n\nLes experts la verront avec vos {count} questions en attente."
TOWN_HELPS: Final = "Dites votre commune : la réponse dépend souvent de sa taille."
TOWN_OFFER: Final = "Indiquer ma commune"

# Contact.
CONTACT: Final = (
    "<b>Contacter le Cerema et l'APVF</b>\n\n{region}{national}"
    "En leur écrivant, dites le nom de votre commune. Pour être guidé ici : /appui"
)
NATIONAL: Final = "France entière"
"""How the region of a contact begins when every town may write to it."""
CONTACT_NATIONAL: Final = "<b>{direction}</b> : {ways}\n\n"
CONTACT_PAGE: Final = '<a href="{url}">son site</a>'
CONTACT_REGION: Final = (
    'Pour la région {region} : <b>{direction}</b> (<a href="{url}">{source}</a>, vérifié le '
    "{date}).\n\n"
)
CONTACT_NO_TOWN: Final = (
    "Indiquez votre commune (/commune) pour connaître la direction qui la couvre.\n\n"
)
CONTACT_UNSEEN: Final = "Pour la région {region}, écrivez au contact national.\n\n"

# Calling on Cerema.
SUPPORT_TITLE: Final = "<b>Demander l'appui du Cerema</b> ({step} sur {steps})\n\n{question}"
SUPPORT_QUESTIONS: Final = {
    "besoin": "En quelques phrases, quel est votre besoin ?",
    "domaine": "Dans quel domaine ?",
    "lieu": "Pour quelle commune ou quel territoire ?",
    "delai": "Pour quand ?",
    "contact": (
        "Comment vous joindre ? Touchez « Par Telegram », ou écrivez l'adresse ou le numéro que "
        "vous choisissez de donner."
    ),
}
SUPPORT_FIELDS: Final = {
    "besoin": "Besoin",
    "domaine": "Domaine",
    "lieu": "Lieu",
    "delai": "Délai",
    "contact": "Contact",
}
SUPPORT_DELAYS: Final = ("Dans le mois", "Dans l'année", "Pas de date")
OTHER_DOMAIN: Final = "Autre"
BY_TELEGRAM: Final = "Par Telegram"
SUPPORT_REVIEW: Final = (
    "<b>Votre demande</b>\n\n{lines}\n\nRien n'est encore envoyé. Pour corriger une ligne, "
    "touchez son nom."
)
SUPPORT_LINE: Final = "<b>{name}</b> : {value}"
SUPPORT_SEND: Final = "Envoyer"
SUPPORT_CANCEL: Final = "Annuler"
SUPPORT_CANCELLED: Final = "C'est annulé. Rien n'a été envoyé."
NOTHING_TO_CANCEL: Final = "Il n'y a rien à annuler."
FORM_CLOSED: Final = (
    "Ce formulaire est fermé. Ce qui a été envoyé est dans /mesquestions ; pour une autre "
    "demande : /appui"
)
SUPPORT_SENT: Final = (
    "<b>Votre demande d'appui est enregistrée</b> sous le <b>n° {number}</b> : les experts du "
    "Cerema la verront.\n\n{need}\n\nPour vous joindre : {contact}"
)
SUPPORT_NOTED: Final = "<i>J'ai noté, {name} : « {text} »</i>"
SUPPORT_AGAIN: Final = "<i>Je n'ai pas compris « {text} ».</i>"
SUPPORT_FULL: Final = "<i>Votre demande est complète : je n'y ai pas ajouté « {text} ».</i>"
SUPPORT_WAS_QUESTION: Final = "C'était une question"
SUPPORT_WAITS: Final = (
    "<i>Votre demande d'appui reste ouverte : /appui pour la reprendre, /annuler pour "
    "l'abandonner.</i>"
)
NOT_A_QUESTION: Final = (
    "Ce message n'était pas une question enregistrée : je n'ai rien changé. Pour corriger une "
    "demande ou une commune déjà notées, recommencez avec /appui ou /commune."
)
EDITED_COMMAND: Final = (
    "Une commande corrigée n'est pas relue, et rien n'a été enregistré. Envoyez-la de nouveau."
)
SUPPORT_LOGGED: Final = "{need}\n\nDemande d'appui\n{lines}"
SUPPORT_LOGGED_LINE: Final = "{name} : {value}"
TOO_LONG: Final = "C'est trop long : {limit} caractères au plus. Résumez en quelques phrases."

# Training.
TRAININGS: Final = "<b>Formations{name}</b>\n\n{lines}\n{checked}"
TRAININGS_IN: Final = " : {name}"
TRAININGS_NONE: Final = "Aucune formation dans ce domaine pour le moment."
TRAININGS_BY_SUBJECT: Final = "Par sujet"
TRAININGS_SUBJECTS: Final = "<b>Formations, par sujet</b>\n\n{lines}"
TRAININGS_ALL: Final = "Toutes les formations"
TRAINING: Final = (
    '<b><a href="{url}">{title}</a></b>\n{organiser}\n'
    "<blockquote expandable>{dates}{cost}. Public : {audience}.\n{description}</blockquote>"
)
TRAINING_COST: Final = " ; {cost}"
TRAINING_CHECKED: Final = "Pages vérifiées le {date}."
