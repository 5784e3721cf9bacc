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
    "{unlinked:question|questions} sans lien avec une personne désormais, "
    "{forgotten:texte effacé|textes effacés}."
)
TRACES: Final = (
    "ce qui est effacé reste lisible dans le journal de la base (-wal) : un autre programme lit "
    "la base. Le service, s'il tourne, l'ôtera dans les dix minutes qui suivent la fin de cette "
    "lecture ; sinon, relancez « purge » ensuite."
)
COPIED: Final = (
    "Copie vérifiée : {path} ({questions:question|questions}, {events:événement|événements}, "
    "{people:personne|personnes})."
)
EMPTY_COPY: Final = (
    "cette base ne contient aucune question : est-ce bien celle du service ? ({path}, donnée par "
    "DATABASE_URL ou --base)"
)
RESTORED: Final = (
    "Base remise en place et vérifiée ({questions:question|questions}, "
    "{events:événement|événements}, {people:personne|personnes})."
)
KEPT: Final = "La base remplacée est gardée : {path}"
ERASED_AGAIN: Final = (
    "{count:personne avait|personnes avaient} tout effacé depuis la copie : leurs données sont "
    "effacées à nouveau."
)
FORGOTTEN: Final = (
    "La base remplacée ne peut pas être relue : les effacements et les envois faits depuis la "
    "copie n'y sont pas lus, et {margin} numéros de question sont sautés pour n'en redonner "
    "aucun. S'ils ont été notés avant (restore --avant), appliquez-les : restore --apres."
)
MOVE_IT: Final = ", ou déplacez d'abord la base remplacée : elle ne sera pas relue"
SINCE_LOST: Final = (
    "Les questions posées depuis la copie ne sont plus que dans la base gardée à côté."
)
NOT_EMBEDDED: Final = (
    "cette commande est pour la base embarquée (SQLite) ; pour PostgreSQL, utilisez pg_dump et "
    "pg_restore (docs/operations.md)"
)
NO_DATABASE: Final = "{path} : ce fichier n'existe pas"
CANNOT_COPY: Final = "{path} : copie impossible ({reason})"
UNSOUND: Final = "{path} : ce n'est pas une base saine de l'assistant ({reason})"
DAMAGED: Final = "fichier abîmé"
CHANGED: Final = "son contenu a changé depuis la copie"
FOREIGN: Final = "ses tables sont celles d'un autre programme"
OTHER_KEY: Final = (
    "{path} : cette copie a été fermée avec une autre clé : donnez celle de ce jour-là "
    "(ADDRESS_KEY, ou le fichier .cle à côté de la base)"
)
LATER_COPY: Final = (
    "{path} : cette copie vient d'une version plus récente de l'assistant ({version}) : "
    "installez cette version, ou remettez une copie plus ancienne"
)
LATER_TABLES: Final = (
    "la base vient d'une version plus récente de l'assistant : réinstallez cette version, ou "
    "remettez la copie faite avant la mise à jour (restore)"
)
BAD_ADDRESS: Final = "DATABASE_URL est mal formée"
ITSELF: Final = "{path} : c'est la base du service elle-même ; donnez un autre nom à la copie"
ITSELF_SOURCE: Final = "{path} : c'est la base du service elle-même, pas une copie"
NAME_OF_SQLITE: Final = "{path} : ce nom est celui d'un fichier de travail de SQLite"
NOT_A_COPY: Final = "{path} existe et n'est pas une ancienne copie : rien n'y est écrit"
OPEN_SOURCE: Final = (
    "{path} : cette base est ouverte, ou n'a pas été fermée ; faites-en d'abord une copie (backup)"
)
IN_USE: Final = "{path} : le service ou une autre commande utilise cette base ; arrêtez-le d'abord"
BEING_RESTORED: Final = "une copie est en train d'être remise en place : réessayez ensuite"
CANNOT_LOCK: Final = "{path} : rien ne peut être écrit dans ce dossier"
NO_MEMORY: Final = "{path} : ce n'est pas un fichier écrit par « restore --avant »"
REMEMBERED: Final = (
    "Ce qui a suivi la copie est noté dans {path}. Remettez la copie, puis : "
    "restore --apres {path}"
)
REMEMBERED_BEFORE: Final = (
    "{path} existe déjà, et n'a peut-être pas été appliqué : restore --apres {path}, ou donnez un "
    "autre nom"
)
NOTHING_REMEMBERED: Final = "cette version ne sait pas noter ce qui a suivi une copie"
OPTION_BEFORE: Final = (
    "Avant pg_restore, ou avant de revenir à une version précédente : noter dans FICHIER "
    "effacements, envois et derniers numéros."
)
OPTION_AFTER: Final = "La copie remise : appliquer ce fichier."
RESTORE_WHAT: Final = "donnez une copie (SQLite), ou --avant ou --apres FICHIER"
APPLIED: Final = "Appliqué : {count:personne effacée|personnes effacées} à nouveau."

# The checks of an installation.
MARKS: Final = {"good": "[bon]      ", "advice": "[conseil]  ", "bad": "[à faire]  "}
DOCTOR_GOOD: Final = "Tout est en ordre."
DOCTOR_BAD: Final = "{count:point|points} à régler."

SETTINGS_GOOD: Final = "Configuration lue."
ENV_OPEN: Final = ".env peut être lu par d'autres comptes : chmod 600 .env"
NO_REVIEWER: Final = "Personne ne relit les questions : donnez REVIEWER_IDS."
NO_STAFF_CHAT: Final = (
    "Aucun groupe n'est averti des questions sans réponse : donnez STAFF_CHAT_ID."
)
NO_CONTROLLER: Final = (
    "/confidentialite ne dit pas qui répond des données : donnez DATA_CONTROLLER (un service et "
    "comment lui écrire)."
)
DATABASE_GOOD: Final = (
    "Base de données ouverte et à jour ({kind}) : {waiting:message|messages} à envoyer."
)
DATABASE_BAD: Final = (
    "La base de données ne s'ouvre pas ({reason}). Vérifiez DATABASE_URL, les droits et le disque."
)
DATABASE_ABSENT: Final = (
    "Pas encore de base : {path}. Le service la crée à son premier démarrage ; s'il a déjà servi, "
    "DATABASE_URL n'est pas la sienne."
)
DATABASE_LATE: Final = (
    "{waiting:message attend|messages attendent}, le plus ancien depuis "
    "{minutes:minute|minutes} : le service tourne-t-il, et Telegram répond-il ?"
)
DISK_GOOD: Final = "Disque : {free} Mo libres pour {path}."
DISK_BAD: Final = (
    "Disque presque plein : {free} Mo libres pour {path}. Libérez de la place (500 Mo au moins)."
)
BASE_GOOD: Final = "Fiches : version {digest}, {entries} fiches, aucune faute."
BASE_BAD: Final = "Les fiches ont {count:faute|fautes}, la première : {first} Lancez « check »."
BASE_OLD: Final = (
    "{count:fiche a passé sa|fiches ont passé leur} date de relecture, la plus ancienne : {entry}."
)
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
WEBHOOK_GOOD: Final = (
    "Webhook déclaré : {url}, {pending:message|messages} en attente chez Telegram."
)
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
