"""What is said when something could not be carried as usual."""

from typing import Final

FILE_LATER: Final = (
    "Telegram me fait patienter et je n'ai pas pu envoyer le fichier. Demandez-le à nouveau dans "
    "quelques minutes."
)
TOO_MANY: Final = "Vos demandes arrivent très vite : je ne réponds plus pendant une minute."
UNREADABLE: Final = (
    "Je n'ai pas réussi à lire votre dernier message. Écrivez-le autrement, en texte, ou voyez "
    "/contact pour joindre le Cerema ou l'APVF."
)
UNSURE: Final = (
    "Question n° {number} : la réponse a été envoyée deux fois sans que Telegram le confirme. La "
    "personne l'a peut-être reçue ; je ne l'envoie pas une troisième fois."
)
