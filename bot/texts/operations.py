"""What operators read: purge, copies of the database, and the checks of an installation."""

from typing import Final

PURGE: Final = "Appliquer les délais de conservation (le service le fait aussi chaque jour)."
BACKUP: Final = (
    "Copier la base embarquée (SQLite), service en marche ou non, et vérifier la copie."
)
RESTORE: Final = "Remettre une copie en place ; la base remplacée est gardée à côté."
DOCTOR: Final = "Examiner l'installation : chaque ligne dit ce qui va, ou ce qu'il faut faire."
ARGUMENT_TARGET: Final = "Fichier à écrire."
ARGUMENT_SOURCE: Final = "Fichier écrit par « backup »."

PURGED: Final = (
    "{unlinked} question(s) sans lien avec une personne désormais, {forgotten} texte(s) effacé(s)."
)
COPIED: Final = (
    "Copie vérifiée : {path} ({questions} questions, {events} événements, {people} personnes)."
)
RESTORED: Final = (
    "Base remise en place et vérifiée ({questions} questions, {events} événements, "
    "{people} personnes)."
)
KEPT: Final = "La base remplacée est gardée : {path}"
NOT_EMBEDDED: Final = (
    "cette commande est pour la base embarquée (SQLite) ; pour PostgreSQL, utilisez pg_dump et "
    "pg_restore (docs/operations.md)"
)
NO_DATABASE: Final = "{path} : ce fichier n'existe pas"
CANNOT_COPY: Final = "{path} : copie impossible ({reason})"
UNSOUND: Final = "{path} : ce n'est pas une base saine de l'assistant ({reason})"

# The checks of an installation.
MARKS: Final = {"good": "[bon]      ", "advice": "[conseil]  ", "bad": "[à faire]  "}
DOCTOR_GOOD: Final = "Tout est en ordre."
DOCTOR_BAD: Final = "{count} point(s) à régler."

SETTINGS_GOOD: Final = "Configuration lue."
ENV_OPEN: Final = ".env peut être lu par d'autres comptes : chmod 600 .env"
NO_REVIEWER: Final = "Personne ne relit les questions : donnez REVIEWER_IDS."
NO_STAFF_CHAT: Final = (
    "Aucun groupe n'est averti des questions sans réponse : donnez STAFF_CHAT_ID."
)
DATABASE_GOOD: Final = (
    "Base de données ouverte et à jour ({kind}) : {waiting} message(s) à envoyer."
)
DATABASE_BAD: Final = (
    "La base de données ne s'ouvre pas ({reason}). Vérifiez DATABASE_URL, les droits et le disque."
)
DATABASE_LATE: Final = (
    "{waiting} message(s) attendent, le plus ancien depuis {minutes} minutes : le service "
    "tourne-t-il, et Telegram répond-il ?"
)
DISK_GOOD: Final = "Disque : {free} Mo libres pour {path}."
DISK_BAD: Final = (
    "Disque presque plein : {free} Mo libres pour {path}. Libérez de la place (500 Mo au moins)."
)
BASE_GOOD: Final = "Fiches : version {digest}, {entries} fiches, aucune faute."
BASE_BAD: Final = "Les fiches ont {count} faute(s), la première : {first} Lancez « check »."
BASE_OLD: Final = "{count} fiche(s) ont passé leur date de relecture, la plus ancienne : {entry}."
BOT_UNNAMED: Final = "TELEGRAM_BOT_TOKEN est absent : voyez le README, « On Telegram »."
BOT_REFUSED: Final = "Telegram refuse TELEGRAM_BOT_TOKEN : recopiez le jeton donné par @BotFather."
TELEGRAM_BAD: Final = (
    "Telegram n'est pas joignable à {url} ({reason}). Vérifiez le réseau et le pare-feu."
)
BOT_GOOD: Final = "Telegram répond : @{name}."
PRIVACY_GOOD: Final = "Dans les groupes, le bot ne lit que ce qui s'adresse à lui."
PRIVACY_BAD: Final = (
    "Le bot lit tout ce qui s'écrit dans les groupes : @BotFather, /setprivacy, Enable ; puis "
    "retirez-le des groupes et remettez-le."
)
INLINE_OFF: Final = "Le mode en ligne est fermé : @BotFather, /setinline, pour l'ouvrir."
POLLING_GOOD: Final = "Réception par interrogation, aucun webhook déclaré."
POLLING_BLOCKED: Final = (
    "Un webhook est déclaré chez Telegram alors que WEBHOOK_URL est vide : « run » le retirera."
)
WEBHOOK_GOOD: Final = "Webhook déclaré : {url}, {pending} message(s) en attente chez Telegram."
WEBHOOK_OTHER: Final = (
    "Telegram a une autre adresse de webhook que WEBHOOK_URL : lancez « run » pour la déclarer."
)
WEBHOOK_ERROR: Final = (
    "Dernière erreur de Telegram vers le webhook, {date} : {error} Vérifiez le serveur mandataire "
    "et son certificat."
)
STAFF_CHAT_GOOD: Final = "Groupe de suivi joint : {title}."
STAFF_CHAT_BAD: Final = (
    "STAFF_CHAT_ID ne désigne pas un groupe où se trouve le bot : ajoutez-le au groupe, ou "
    "corrigez le numéro."
)
