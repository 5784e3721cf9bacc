"""What editors read when they send a fiche as a file."""

from typing import Final

NOT_UTF8: Final = (
    "Ce fichier n'est pas en UTF-8. Dans le Bloc-notes : Enregistrer sous, encodage UTF-8."
)
TOO_LARGE: Final = "Ce fichier est trop gros pour une fiche : 64 Ko au plus."
WHICH_DOMAIN: Final = (
    "Cette fiche est nouvelle : renvoyez le fichier avec son domaine en légende, un de ceux-ci : "
    "{domains}."
)
OTHERS_DRAFT: Final = (
    "{author} écrit déjà cette fiche : rien n'a été enregistré. Ce brouillon se voit dans la "
    "console ; une fois publié, rendu ou abandonné, renvoyez le vôtre."
)
CHANGED: Final = "Ce brouillon a changé, ou n'est plus ouvert : rien n'a été fait."
FAULTS: Final = (
    "<b>À corriger avant de publier</b>\n{lines}\n\nCorrigez, puis renvoyez le fichier."
)
SHOWN: Final = "<b>Sans faute. Voici ce que lira un maire :</b>\n\n{fiche}"
ADVICE: Final = "\n\n<b>Conseils</b>\n{lines}"
SUBMIT: Final = ("soumettre", "Publier après relecture")
PUBLISH: Final = ("publier", "Publier")
GIVE_BACK: Final = ("rendre", "Rendre à l'auteur")
GIVE_UP: Final = ("abandonner", "Abandonner")
SUBMITTED: Final = "Envoyé à la relecture : une autre personne que vous le publie."
NOBODY_ELSE: Final = (
    "Envoyé à la relecture, mais personne d'autre n'a le rôle de rédacteur (EDITOR_IDS) : la "
    "fiche ne peut pas être publiée d'ici."
)
TO_READ_AGAIN: Final = (
    "<b>Fiche à relire</b> : {entry}, écrite par {author}\n\n"
    "<b>Ce qui change ({count} lignes)</b>\n<blockquote expandable>{lines}</blockquote>\n\n"
    "<b>Ce que lira un maire</b>\n\n{fiche}"
)
PUBLISHED: Final = "<b>Fiche publiée</b> : {entry} est servie dès maintenant."
ANSWERS: Final = (
    "\n\nQuestions en attente auxquelles elle répond : n° {numbers}. Un relecteur l'envoie à "
    "leurs auteurs en touchant leur numéro, ou depuis sa page dans la console."
)
ANSWER_BY_IT: Final = "Répondre à la n° {number}"
GIVEN_BACK: Final = "Brouillon de {entry} rendu à {author}."
AUTHOR_PUBLISHED: Final = (
    "<b>Votre fiche est publiée</b> : {entry}, par {name}. Elle est servie dès maintenant.{word}"
)
AUTHOR_GIVEN_BACK: Final = (
    "<b>Votre brouillon vous est rendu</b> : {entry}, par {name}.{word}\n\nCorrigez-le dans la "
    "console, ou renvoyez le fichier ici, puis soumettez-le de nouveau."
)
AUTHOR_GIVEN_UP: Final = (
    "<b>Votre brouillon est abandonné</b> : {entry}, par {name}.{word}\n\nRien n'a changé pour "
    "les maires."
)
AUTHOR_WORD: Final = "\n\n« {word} »"
GIVEN_UP: Final = "Brouillon de {entry} abandonné : rien n'a changé pour les maires."
