"""What is read in the report."""

import datetime
from typing import Final

from bot.texts.typography import grouped

TITLE: Final = "Ce que demandent les petites villes"
PERIOD: Final = "Questions posées du {first} au {last}"
NO_QUESTION: Final = "Aucune question sur la période."
FEW: Final = (
    "Moins de {people} personnes ou de {towns} communes concernées : rien n'est montré ici."
)
NOTHING: Final = "Rien encore sur la période."

SUMMARY_QUESTIONS: Final = "questions"
SUMMARY_ANSWERED: Final = "ont une réponse"
SUMMARY_PEOPLE: Final = "personnes"
SUMMARY_TOWNS: Final = "communes indiquées"

LEGEND_WHOLE: Final = "questions posées"
LEGEND_PART: Final = "dont répondues"
LINE_COUNT: Final = "{questions} ({share}), répondues à {answered}"

DOMAINS_TITLE: Final = "Ce que demandent les communes"
DOMAINS_TEXT: Final = (
    "Le domaine le plus demandé est « {name} » : {share} des questions. "
    "Une barre courte en couleur vive signale un domaine où les réponses manquent."
)

ENTRIES_TITLE: Final = "Ce qui est demandé et déjà publié"
ENTRIES_TEXT: Final = "La fiche la plus servie, « {name} », a répondu {times}."
ENTRIES_EVEN: Final = "Aucune fiche n'a encore répondu plus d'une fois."

SUBJECTS_TITLE: Final = "Ce qui reste sans réponse"
SUBJECTS_TEXT: Final = (
    "Sujets sans réponse, par domaine, dans les mots de ceux qui les posent : les premiers "
    "candidats au programme. Numéros, adresses, personnes et communes y sont masqués."
)
SUBJECTS_FIRST: Final = "Le plus demandé : « {name} » ({counts})."
SUBJECTS_MORE: Final = "Autres sujets sans réponse : {count}."
NO_SUBJECT: Final = "Aucun sujet ne reste sans réponse."

SPEED_TITLE: Final = "Ce qui a reçu une réponse, et en combien de temps"
SPEED_AT_ONCE: Final = "Répondues aussitôt : {count} sur {questions} ({share})."
SPEED_EXPERTS: Final = "Répondues par les experts : {count}, la moitié en {days} au plus."
SPEED_NO_EXPERT: Final = "Répondues par les experts : 0."
SPEED_WAITING: Final = "En attente : {count}, la plus ancienne depuis {days}."
SPEED_NONE: Final = "En attente : 0."

WEEKS_TITLE: Final = "Questions par semaine"
WEEKS_MOST: Final = "questions : {count}"
CHANGE_TITLE: Final = "Ce qui a changé"
CHANGE_COUNT: Final = (
    "Questions : {now} sur les {weeks} dernières semaines complètes, {before} sur les {weeks} "
    "précédentes ; {trend}."
)
CHANGE_SHARE: Final = "Part répondue : {now} ({counts_now}), avant {before} ({counts}) ; {trend}."
TRENDS: Final = {1: "en hausse", -1: "en baisse"}
TREND: Final = "{direction} (écart entre {least} et {most}, à 95\u202f%)"
NO_TREND: Final = "l'écart peut tenir au hasard (entre {least} et {most}, à 95\u202f%)"
POINTS: Final = "{points:+.0f}\u202fpoints"
DIFFERENCE: Final = "{count:+.0f}"
MINUS: Final = "−"
CHANGE_SHORT: Final = (
    "La période est trop courte pour être comparée : il faut deux semaines complètes."
)

REGIONS_TITLE: Final = "Par région"
REGIONS_TEXT: Final = (
    "La région qui demande le plus est « {name} », avec {share} des questions situées."
)
REGIONS_KNOWN: Final = "La commune est connue pour {share} des questions."
OTHER_REGION: Final = "Région non reconnue"
OTHER_REGIONS: Final = "Autres régions, regroupées"
NO_REGIONS: Final = (OTHER_REGION, OTHER_REGIONS)
"""Names that are no region's: none of them asks the most."""
SIZES_TITLE: Final = "Par taille de commune"
OTHER_SIZES: Final = "Autres tailles, regroupées"

FEEDBACK_TITLE: Final = "L'avis des communes"
FEEDBACK_NAME: Final = "Réponses jugées"
FEEDBACK_COUNT: Final = "Utile : {useful}, inutile : {useless}"
FEEDBACK_TEXT: Final = "{share} des réponses jugées ont été trouvées utiles."

ASKED_TITLE: Final = "Ce que le Cerema a demandé aux communes"
ASKED_ABOUT: Final = "{by}. Fermée le {date}. {answered}"
ASKED_TOWNS: Final = "{count} communes ont répondu."
ASKED_FEW: Final = "Moins de cinq communes ont répondu : aucun chiffre n'est donné."
ASKED_HIDDEN: Final = "Trop peu de réponses pour être dites sans désigner une commune."
ASKED_NOBODY: Final = "Posée à aucune commune."
ASKED_SHARE: Final = "{label} {percent} %"
ASKED_ANSWERS: Final = "{shares} (posée à {base} communes)."
ASKED_RESULT: Final = "Ce que le Cerema en fait"
ASKED_OWED: Final = "À dire avant le {date}."
METHOD_TITLE: Final = "Comment ces chiffres sont faits"
METHOD: Final = (
    "Établi le {made_on} à partir du journal des questions de l'assistant. Politesses exclues. "
    "Le domaine d'une question sans réponse est celui des fiches les plus proches. "
    "Un territoire n'est montré que si {people} personnes de {towns} communes au moins en "
    "demandent ; les autres sont regroupés ou tus, comme dans l'export anonyme. Contacts, "
    "numéros, noms de personnes et de communes sont masqués dans les questions citées."
)

_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def period(first: datetime.date | None, last: datetime.date | None) -> str:
    """« Questions posées du 1er mars 2026 au 23 novembre 2026 »."""
    if first is None or last is None:
        return NO_QUESTION
    return PERIOD.format(first=day(first), last=day(last))


def day(date: datetime.date) -> str:
    """« 1er mars 2026 »."""
    number = "1er" if date.day == 1 else str(date.day)
    return f"{number} {_MONTHS[date.month - 1]} {date.year}"


def share(part: int, whole: int) -> str:
    """« 40 % »; a dash when there is nothing to share."""
    return f"{part / whole:.0%}".replace("%", "\u202f%") if whole else "–"


def times(count: int) -> str:
    """« 12 fois »."""
    return f"{grouped(count)}\u202ffois"


def towns(count: int) -> str:
    """« 3 communes », or nothing when no town was told."""
    if count == 0:
        return ""
    return f"{grouped(count)} commune{'s' if count > 1 else ''}"


def people(count: int) -> str:
    """« 3 personnes »."""
    return f"{grouped(count)} personne{'s' if count > 1 else ''}"


def questions(count: int) -> str:
    """« 12 questions »."""
    return f"{grouped(count)} question{'s' if count > 1 else ''}"


def days(count: float) -> str:
    """« 3 jours », « moins d'un jour »."""
    if count < 1:
        return "moins d'un jour"
    whole = round(count)
    return f"{grouped(whole)} jour{'s' if whole > 1 else ''}"


def of(part: int, whole: int) -> str:
    """« 12 sur 40 »."""
    return f"{grouped(part)} sur {grouped(whole)}"
