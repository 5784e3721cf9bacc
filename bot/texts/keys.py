"""What those who run the service read about its keys."""

from typing import Final

CONFIG_ADDRESS_KEY: Final = (
    "attendu : 32 octets en hexadécimal ou en base64, l'ancienne clé après la nouvelle"
)
CONFIG_PSEUDONYM_KEY: Final = "attendu : 16 octets au moins"
NEEDS_KEY: Final = (
    "ADDRESS_KEY est absente : sur PostgreSQL, donnez la clé qui scelle les adresses, hors de la "
    "base. Pour en tirer une : openssl rand -hex 32"
)
WRONG_KEY: Final = (
    "la clé donnée n'ouvre pas cette base : remettez celle qui l'a scellée (ADDRESS_KEY, ou le "
    "fichier .cle à côté de la base)"
)
OTHER_PSEUDONYMS: Final = (
    "la copie et la base qu'elle remplace ne connaissent pas les personnes sous les mêmes "
    "pseudonymes (copie d'avant la version 0003 des tables, ou d'une autre base) : ce qui a été "
    "effacé ou refusé depuis ne peut pas lui être appliqué. Remettez une copie plus récente"
)
BAD_KEY_FILE: Final = "{path} ne contient pas une clé de 32 octets"
DOCTOR_GIVEN: Final = "Clé des adresses : donnée par ADDRESS_KEY, hors de la base."
DOCTOR_BESIDE: Final = (
    "Clé des adresses : {path}, à côté de la base. Gardez-en une copie ailleurs que celles de la "
    "base ; en service, placez-la hors de la machine ou du disque (ADDRESS_KEY_FILE)."
)
DOCTOR_OPEN: Final = "{path} se lit par d'autres comptes : chmod 600 {path}"
