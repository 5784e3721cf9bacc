"""What editors read of the addresses that the fiches cite: gone, moved, changed, silent."""

from typing import Final

SOURCES: Final = "Demander chaque adresse citée et dire lesquelles ont disparu, bougé, changé."
OPTION_ALL: Final = "Demander aussi celles qui l'ont été depuis moins d'un jour."
OPTION_PAUSE: Final = "Secondes entre deux demandes au même site."
LABEL: Final = "Adresses"

ENTRY: Final = "{path} (vérifiée le {checked}{review})"
REVIEW: Final = ", à revoir le {day}"
GONE: Final = "  disparue : {url} ({why})"
MOVED: Final = "  déplacée : {url} → {final}"
CHANGED: Final = "  changée depuis, vue le {day} : {url}"
SILENT: Final = "  ne répond pas, {times} fois de suite : {url} ({why})"
CLOSED: Final = "  à ouvrir à la main : {url} ({why})"
SUMMARY: Final = (
    "{pages:adresse|adresses} : {good} en ordre, {gone:disparue|disparues}, "
    "{moved:déplacée|déplacées}, {changed:changée|changées}, {silent} sans réponse, "
    "{closed} à ouvrir à la main."
)
STATUS: Final = "réponse {status}"
NOT_FOUND: Final = "la page dit qu'elle n'existe pas"
HOME: Final = "elle renvoie à l'accueil du site"
CIRCLE: Final = "ses renvois tournent en rond"
OUTSIDE: Final = "elle renvoie à une adresse interdite"
ROBOTS: Final = "robots.txt ne le permet pas"
UNREADABLE: Final = "elle ne peut pas être lue"
TIME: Final = "trop long"
NETWORK: Final = "réseau"
BUSY: Final = "une autre commande interroge déjà les adresses"
BAD_FILE: Final = "{path} : ce fichier n'est pas celui des adresses ; déplacez-le"
TOLD: Final = "<b>Adresses citées à revoir</b>\n\n<pre>{lines}</pre>"
TOLD_MORE: Final = "… La suite : assistant sources"

MISSING: Final = (
    r"page (?:introuvable|inexistante|non trouv|not found|inconnue|demandée n.existe)|not found"
    r"|(?:erreur|error) 404|404 (?:error|erreur|not)|^\W*404\W*$|n.existe (?:pas|plus)"
    r"|contenu (?:introuvable|supprimé|indisponible)|aucune page ne correspond"
)
"""What the title or the first heading of a page that is gone says."""
