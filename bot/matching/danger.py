"""Danger under way, or a person at the end of his rope: told whom to call, before anything else.

What is looked for speaks of now, in the words of who sees it: « fuite de gaz à l'école », « un
enfant est blessé ». A question of rules (« que faire en cas d'incendie ? », « plan inondation »)
names no danger that is there.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final


class Danger(StrEnum):
    """Who is to be called."""

    RESCUE = "rescue"
    DISTRESS = "distress"


_DISTRESS: Final = re.compile(
    r"\b(?:envie (?:d )?en finir|(?:envie de|veux|voudrais|vais) (?:mourir|en finir|me tuer|"
    r"me suicider|me pendre|me foutre en air)|mettre fin a mes jours|(?:plus|pas) envie de vivre|"
    r"pense(?:r)? au suicide|idees? (?:noires?|suicidaires?)|je me tue|vais craquer|"
    r"(?:veut|va|menace de) (?:se suicider|se tuer|se pendre|mettre fin a ses jours))\b"
)
_RULE: Final = re.compile(
    r"\b(?:en cas|risques?|plan|prevention|prevenir|securite|assurance|assure|subvention|aides?|"
    r"obligat\w+|registre|exercice|consignes|reglement\w*|norme|ancien|anciens|apres|depuis|"
    r"hier|dernier|dernieres?|an|ans|annee|mois|semaines?|defense|permis|si|quand|comment eviter|"
    r"responsab\w+|qui paie|qui paye|indemnis\w+|repar\w+|abandonne\w*|se plaint|"
    r"reconstruire|sinistre)\b"
)
"""Words of a rule, of a cost, of another day."""
_RESCUE: Final = re.compile(
    r"\b(?:(?:fuite|odeur) de gaz|(?:sent|pue) le gaz|(?:il y a|y a|ya) le feu|en feu|"
    r"(?:feu|incendie|inondation|crue|explosion|evacuation|agression) en cours|"
    r"(?:ecole|mairie|gymnase|salle|eglise|maison|immeuble|usine|toit|toiture|foret|batiment|"
    r"cantine|ca|tout) brule|(?<!borne a )incendie (?:a|au|dans|chez)\b|"
    r"(?:est|sont|vient de) (?:blesse|tombe dans le vide|electrocute|inconscient|"
    r"faire un malaise)(?:e|s|es)?|ne respire plus|fait un malaise|"
    r"(?:pont|mur|toit|toiture|plafond|immeuble|batiment|maison|falaise|clocher|eglise|talus)\b"
    r".{0,40}\b(?:effondre(?:r|e|es)?|ecroule(?:r|e|es)?|tremble|craque|vient de tomber)|"
    r"eau monte|sommes inondes|est inondes?|se noie|explosion (?:a|au|dans)\b|"
    r"(?:on|il|elle) me (?:frappe|menace|poursuit)|me fais agresser|"
    r"(?:a|ont|vient de) (?:frappe|agresse|poignarde)|menace(?:e|s)? de mort|avec un couteau)\b"
)
LONGEST: Final = 40
"""Words beyond which a letter tells a story, and nobody waits for it beside a fire."""


def danger_in(found: Sequence[str]) -> Danger | None:
    """The danger that a message speaks of as being there.

    Args:
        found: its normalised words.

    Returns:
        None for questions of rules, costs, or another day.
    """
    if len(found) > LONGEST:
        return None
    told = " ".join(found)
    if _DISTRESS.search(told):
        return Danger.DISTRESS
    return Danger.RESCUE if _RESCUE.search(told) and not _RULE.search(told) else None
