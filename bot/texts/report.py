"""What is read in the report."""

import datetime
from typing import Final

TITLE: Final = "Ce que demandent les petites villes"
PERIOD: Final = "Questions posées du {first} au {last}"
NO_QUESTION: Final = "Aucune question sur la période."
LESS_THAN: Final = "moins de {k}"
FEW: Final = "Moins de {k} personnes concernées : rien n'est montré ici."

SUMMARY_TITLE: Final = "L'essentiel"
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
NO_DOMAIN: Final = "Domaine non reconnu"
OTHER_DOMAINS: Final = "Autres domaines, regroupés"

ENTRIES_TITLE: Final = "Les réponses les plus données"
ENTRIES_TEXT: Final = "La fiche la plus servie, « {name} », a répondu {times}."
OTHER_ENTRIES: Final = "Autres fiches, regroupées"

SUBJECTS_TITLE: Final = "Ce qui reste sans réponse"
SUBJECTS_TEXT: Final = (
    "Sujets sans réponse demandés par le plus de personnes ({count}), chacun sous les mots de sa "
    "question la plus représentative. Ce sont les premiers candidats au programme."
)
SMALL_SUBJECTS: Final = (
    "Sujets non montrés, parce que demandés chacun par moins de {k} personnes : {count}."
)
SUBJECT_COUNTS: Final = "{people} personnes, {questions} questions"
NO_SUBJECT: Final = "Aucun sujet sans réponse n'est commun à assez de personnes."

WEEKS_TITLE: Final = "Questions par semaine"
WEEKS_MOST: Final = "{count} questions"
WEEKS_TEXT: Final = (
    "L'usage {trend} : {now} questions sur les {weeks} dernières semaines complètes, {before} "
    "sur les {weeks} précédentes. La dernière semaine montrée peut être incomplète."
)
WEEKS_SHORT: Final = "La période est trop courte pour dégager une tendance."
TRENDS: Final = {1: "progresse", 0: "est stable", -1: "recule"}

REGIONS_TITLE: Final = "Par région"
REGIONS_TEXT: Final = (
    "La région qui demande le plus est « {name} », avec {share} des questions situées."
)
REGIONS_KNOWN: Final = "La commune est connue pour {share} des questions."
OTHER_REGION: Final = "Région non reconnue"
OTHER_REGIONS: Final = "Autres régions, regroupées"

FEEDBACK_TITLE: Final = "L'avis des communes"
FEEDBACK_NAME: Final = "Réponses jugées"
FEEDBACK_COUNT: Final = "{useful} utiles, {useless} inutiles"
FEEDBACK_TEXT: Final = "{share} des réponses jugées l'ont été utiles."

METHOD_TITLE: Final = "Comment ces chiffres sont faits"
METHOD: Final = (
    "Établi le {made_on} à partir du journal des questions de l'assistant. Politesses exclues. "
    "Ce que partagent moins de {k} personnes est regroupé ou tu. Numéros, adresses et noms de "
    "personnes sont masqués dans les questions citées."
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


def number(count: int) -> str:
    """« 12 345 », with a thin space that does not break."""
    return f"{count:,}".replace(",", "\u202f")


def share(part: int, whole: int) -> str:
    """« 40 % »; a dash when there is nothing to share."""
    return f"{part / whole:.0%}".replace("%", "\u202f%") if whole else "–"


def times(count: int) -> str:
    """« 12 fois »."""
    return f"{number(count)}\u202ffois"


def towns(count: int) -> str:
    """« 3 communes », or nothing when no town was told."""
    if count == 0:
        return ""
    return f"{number(count)} commune{'s' if count > 1 else ''}"
