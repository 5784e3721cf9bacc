"""What the system and the databases answer, in French: their own words are English."""

import errno
from typing import Final

REASONS: Final = {
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.EACCES: "droits insuffisants",
    errno.EPERM: "opération interdite",
    errno.EEXIST: "ce nom est déjà pris",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "un élément du chemin n'est pas un dossier",
    errno.ESPIPE: "ce n'est pas un fichier ordinaire",
    errno.ENOTBLK: "ce n'est ni un fichier, ni un tube, ni un terminal",
    errno.ELOOP: "c'est un lien qui mène hors de son dossier : donnez le fichier lui-même",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le quota de disque est atteint",
    errno.EFBIG: "la taille permise est atteinte",
    errno.EROFS: "le système de fichiers est en lecture seule",
    errno.EBUSY: "occupé par un autre programme",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.ENAMETOOLONG: "nom trop long",
    errno.EIO: "erreur du disque",
    errno.EPIPE: "le lecteur est parti",
    errno.EADDRINUSE: "déjà occupé",
    errno.EADDRNOTAVAIL: "cette adresse n'est pas à cette machine",
    errno.ECONNREFUSED: "personne ne répond à cette adresse",
    errno.ETXTBSY: "occupé par un autre programme",
}
OTHER: Final = "erreur n° {number} du système"
UNNAMED: Final = "erreur du système"

DATABASE_REASONS: Final = (
    (
        "unable to open database file",
        "le fichier ne s'ouvre pas (dossier ? droits ?)",
    ),
    ("database is locked", "un autre programme occupe la base"),
    ("database or disk is full", "le disque est plein"),
    ("file is not a database", "ce fichier n'est pas une base SQLite"),
    ("malformed", "le fichier est abîmé : remettez une copie"),
    ("readonly database", "la base est en lecture seule"),
    ("file format is unsupported", "ce fichier n'est pas une base que SQLite lit"),
    ("disk i/o error", "erreur du disque"),
    ("password authentication failed", "PostgreSQL refuse le compte ou le mot de passe"),
    ("no password supplied", "PostgreSQL demande un mot de passe"),
    ("does not exist", "la base ou le compte n'existe pas sur le serveur"),
    ("resolve host", "le nom du serveur est inconnu"),
    ("name or service not known", "le nom du serveur est inconnu"),
    ("connection refused", "le serveur ne répond pas à cette adresse"),
    ("timeout", "le serveur ne répond pas à temps"),
    ("connection failed", "le serveur ne répond pas"),
    ("connection is bad", "le serveur ne répond pas"),
    ("could not parse", "l'adresse est mal formée"),
    ("invalid", "l'adresse ou un de ses paramètres est mal formé"),
)
"""What a driver says, in lower case, and the same in French; the first that is found."""
DATABASE_OTHER: Final = "réponse de la base : « {reason} »"


def reason(error: OSError) -> str:
    """Why the system refused, in French."""
    if error.errno is None:
        return UNNAMED
    return REASONS.get(error.errno, OTHER.format(number=error.errno))


def database_reason(message: str) -> str:
    """Why a database refused, in French; what is not known is quoted, on one line."""
    lower = message.lower()
    for words, french in DATABASE_REASONS:
        if words in lower:
            return french
    return DATABASE_OTHER.format(reason=message.splitlines()[0] if message else "")
