"""What the console says in Telegram, in messages and in lists; its pages stand in templates."""

from typing import Final

CONFIG_URL: Final = "une adresse https://… sans chemin, ou qui finit par /console"

# In Telegram.
NO_CONSOLE: Final = (
    "La console n'est pas ouverte ici : son adresse (CONSOLE_URL) n'est pas donnée."
)
IN_PRIVATE: Final = "Le code de la console se confirme en privé : écrivez-moi /console."
IS_IT_YOU: Final = (
    "<b>Ouvrir la console ?</b>\n\nNavigateur : {browser}\nDemandé le {time}\n\n"
    "Ne continuez que si le code est affiché sur <b>votre</b> écran. Ne tapez jamais un code que "
    "quelqu'un vous donne."
)
YES: Final = "Oui, c'est moi"
NO: Final = "Non"
SIGNED_IN: Final = "C'est ouvert : la page de votre navigateur change d'elle-même."
TOO_LATE: Final = "Ce code n'est plus valable : la page en donne un autre."
REFUSED: Final = "Rien n'est ouvert : ce navigateur est refusé."
UNKNOWN_CODE: Final = (
    "Ce code n'est pas affiché, ou ne l'est plus depuis cinq minutes. Reprenez celui de la page."
)
TOO_MANY_TRIES: Final = "Cinq codes faux : attendez cinq minutes avant d'essayer de nouveau."
OVERVIEW: Final = (
    "<b>Console</b>\n{url}\n\nLa page affiche un code : tapez-le ici après /console.\n\n"
    'Sur cet appareil, sans code : <a href="{link}">ouvrir la console</a>. Ce lien est pour vous '
    "seul ; il sert une fois, pendant dix minutes."
)
SESSIONS: Final = "\n\n<b>Ouverte chez vous</b>\n{lines}"
SESSION: Final = "{rank}. {browser}, depuis le {time}"
CLOSE: Final = "Fermer {rank}"
CLOSED: Final = "Cette console est fermée."
CLOSED_ALREADY: Final = "Cette console était déjà fermée."
MOMENT: Final = "%d/%m à %H:%M"
BROWSER: Final = "{name} sur {system}"
BROWSER_UNKNOWN: Final = "navigateur inconnu"

# On pages.
TABS: Final = {
    "a-traiter": ("À traiter", "personne ne s'en occupe encore ; les plus anciennes d'abord"),
    "prises": ("Prises", "quelqu'un s'en occupe ; elles se libèrent après un jour sans nouvelle"),
    "repondues": ("Répondues", "les plus récentes d'abord"),
    "classees": ("Classées", "hors périmètre, doublons, orientées ailleurs ou retirées"),
    "toutes": ("Toutes", "tout ce qui a été demandé"),
}
KINDS: Final = {"question": "question", "appui": "demande d'appui au Cerema"}
CHIP_DOMAIN: Final = "domaine : {name}"
CHIP_KIND: Final = "nature : {name}"
CHIP_WORDS: Final = "mots : {words}"
LISTS: Final = {
    "toutes": "Toutes",
    "en-retard": "À revoir",
    "mal-notees": "Mal notées",
    "jamais": "Jamais servies",
    "refusees": "Proposées, refusées",
    "doutes": "Avec un doute",
}
STATES: Final = {
    "brouillon": "brouillon",
    "soumis": "à relire",
    "publie": "publiée",
    "abandonne": "abandonnée",
}
OUTCOMES: Final = {
    "answer": "répondue aussitôt par la première",
    "suggest": "pas assez sûr : un choix serait proposé",
    "none": "pas de réponse : la question irait aux experts",
    "smalltalk": "prise pour une politesse",
}
JOURNAL: Final = {
    "soumettre": "fiche soumise à la relecture",
    "publier": "publication demandée",
    "rendre": "brouillon rendu à son auteur",
    "abandonner": "brouillon abandonné",
    "export": "export du journal des questions",
    "consultation_proposed": "consultation proposée",
    "consultation_opened": "consultation ouverte",
    "consultation_closed": "consultation close",
    "consultation_comment": "commentaire de consultation",
    "consultation_identified": "export des réponses par commune",
    "consultation_texts": "export des réponses libres",
}
"""Acts that are on no question."""
TAKEN_BACK: Final = "L'envoi est annulé : votre texte est revenu dans le formulaire."
HELD: Final = "L'envoi est annulé : rien n'est parti, et la question est de nouveau à vous."
LEFT_ALREADY: Final = "Trop tard : la réponse est partie. Vous pouvez la corriger."
NOTED: Final = "Note ajoutée."
HANDED: Final = "Question n° {number} confiée à {name}."
RELEASED: Final = "Question n° {number} libérée : elle est de nouveau à tous."
CORRECTED: Final = "Réponse corrigée pour la question n° {number}. {told}"
MERGED: Final = "Questions réunies : leurs auteurs recevront la même réponse, une fois."
SAID: Final = {
    "annule": TAKEN_BACK,
    "retenu": HELD,
    "parti": LEFT_ALREADY,
    "note": NOTED,
    "reunies": MERGED,
    "deja": "Ce formulaire avait déjà été envoyé : rien n'a été fait une seconde fois.",
    "enregistre": "Brouillon enregistré.",
    "soumis": "Brouillon soumis : quelqu'un d'autre doit le relire et le publier.",
    "rendu": "Brouillon rendu à son auteur.",
    "abandonne": "Brouillon abandonné : rien n'a changé pour les maires.",
    "confiee": "Question confiée : prévenez votre collègue, ce service ne le fait pas.",
    "aucune": "Cochez au moins une question : personne n'a été prévenu.",
    "prevenus": "C'est fait : la réponse part dans une minute, et s'annule sur chaque question.",
    "publie": "Fiche publiée : elle est servie dès maintenant.",
    "cs-proposee": "Consultation proposée : une autre personne l'ouvre.",
    "cs-ouverte": "Consultation ouverte.",
    "cs-fermee": "Consultation fermée : les résultats partent aux heures ouvrées.",
    "cs-commentaire": "Commentaire gardé : ceux qui ont répondu le recevront.",
}
"""Short words that an address carries after an act, and what they say."""
CONSULTATION_STATES: Final = {
    "": "pas encore proposée",
    "proposee": "proposée",
    "ouverte": "ouverte",
    "fermee": "fermée",
}
CONSULTATION_MODES: Final = {
    "nominative": "nominatives : le Cerema et l'APVF savent ce que chaque commune a répondu",
    "confidentielle": "confidentielles : aucun chiffre sur moins de cinq communes",
}
CONFLICT: Final = (
    "Quelqu'un a agi sur cette question pendant que vous l'aviez sous les yeux : rien n'a été "
    "changé. Voici où elle en est."
)
BEGUN_MEANWHILE: Final = (
    "{name} a commencé une réponse à cette question : la voici. Votre texte reste dans le "
    "formulaire ; voir l'aperçu de nouveau le garde à sa place."
)
FAULT_NOTE: Final = "Écrivez la note."
FAULT_WORD: Final = "Dites à l'auteur ce qui est à reprendre."
FAULT_POINTER: Final = "Dites vers qui se tourner."
FAULT_TEXT: Final = "Écrivez la réponse."
FAULT_NONE_CHOSEN: Final = "Cochez au moins une question."
FAULT_ID: Final = "L'identifiant s'écrit en minuscules, chiffres et tirets : ort-definition."
FAULT_ID_TAKEN: Final = "Une fiche ou un brouillon porte déjà cet identifiant."
FAULT_DOMAIN: Final = "Choisissez un domaine."
FAULT_EMPTY: Final = "La fiche est vide."
FAULT_OTHER: Final = "{path}, ligne {line} : {message}"
SAME_PERSON: Final = "Une autre personne que l'auteur doit relire et publier ce brouillon."
SETTLED_ALREADY: Final = (
    "Ce brouillon est déjà publié ou abandonné : il n'y a plus rien à publier. L'historique de "
    "la fiche dit ce qu'il est devenu."
)
NOT_SUBMITTED: Final = "Ce brouillon n'est pas soumis, ou a changé depuis : relisez-le."
CHANGED_ON_DISK: Final = (
    "La fiche a changé sur le disque depuis le début de ce brouillon : rien n'a été publié."
)
DRAFT_HAS_FAULTS: Final = "Ce texte est enregistré, mais il a des fautes : il n'est pas soumis."
STALE: Final = (
    "La fiche a changé sur le disque depuis le début de ce brouillon : il ne pourra pas être "
    "publié. Abandonnez-le, et repartez de la fiche servie."
)
REPLAYED: Final = (
    "Journal rejoué avec cette fiche : {gained:question trouve|questions trouvent} une réponse, "
    "{changed:change|changent} de réponse, {lost:n'en a|n'en ont} plus."
)
HAS_FAULTS: Final = "La base aurait des fautes : rien n'a été publié."
WAS_NOT_SERVED: Final = (
    "La base n'a pas pu être rechargée : l'ancienne version de la fiche est remise."
)
NOT_WRITTEN: Final = (
    "Le dossier des fiches ne se laisse pas écrire ({reason}) : rien n'a été publié."
)
BEFORE: Final = "version servie"
AFTER: Final = "brouillon"
ON_DISK: Final = "avant la console"
TEMPLATE: Final = """question:
variantes:
  -
en_bref:
a_faire: |
  1. À RÉDIGER
reponse: |
  À RÉDIGER
sources:
  - titre:
    url: https://
verifie_le: {today}
a_revoir_le: {review}
tests:
  -
  -
"""
PHRASES: Final = (
    (
        "Accusé",
        "Bonjour, merci de votre question. Nous vérifions un point et revenons vers vous.",
    ),
    (
        "Préciser",
        "Bonjour, pour vous répondre au plus juste, pouvez-vous préciser votre situation ?",
    ),
    (
        "Direction territoriale",
        "La direction territoriale du Cerema de votre région peut étudier votre projet : "
        "tapez /contact pour la joindre.",
    ),
    (
        "Contrôle de légalité",
        "Cette réponse ne remplace pas un conseil juridique : la préfecture (contrôle de "
        "légalité) peut confirmer le point.",
    ),
)
NOTICE_MENDED: Final = (
    "<b>Réponse corrigée à votre question n° {number}</b>\n<i>{question}</i>\n\n{reply}\n\n"
    "Cette réponse remplace la précédente. Réponse d'un expert du Cerema, transmise par ce "
    "service."
)
