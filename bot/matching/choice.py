"""A choice typed after a list: « la première », « le 2 », « n° 1 », « aucune », « les deux »."""

import re
from itertools import pairwise
from typing import Final

from bot.matching.french import listed
from bot.matching.normalize import words

LONGEST: Final = 9
"""Words of a choice at most."""
_ORDINALS: Final = {
    "premier": 1, "premiere": 1, "1e": 1, "second": 2, "seconde": 2, "deuxieme": 2, "2e": 2,
    "troisieme": 3, "3e": 3, "quatrieme": 4, "4e": 4, "cinquieme": 5, "5e": 5, "sixieme": 6,
    "6e": 6, "septieme": 7, "7e": 7, "huitieme": 8, "8e": 8, "neuvieme": 9, "9e": 9,
}  # fmt: skip
_BEFORE_ONE: Final = frozenset({"le", "la", "numero"})
_LAST: Final = frozenset({"dernier", "derniere"})
_ONE: Final = frozenset({"un", "une"})
_NONE: Final = re.compile(
    r"(?:(?:non|euh|ben|bah|desole|pardon) )*(?:aucune?s?|0|zero|rien|pas une?)(?: seule?)?"
    r"(?: (?:de|des|du|la|parmi|dans|la dedans|ces|cette|celles|ceux|ca|tout|cela|toutes|tous|les|"
    r"liste|ci|la|2|3|4|reponses?|choix|propositions?|questions?|fiches?|ne|me|m|va|convient|"
    r"conviennent|correspond|correspondent))*"
    r"|ni (?:l )?(?:un|une) ni (?:l )?autre"
    r"|pas (?:ca|celles? la|celui la|ceux la|ceux ci|celles ci)"
    r"|autre chose|une? autre(?: question| chose)?|non"
)
_ALL: Final = re.compile(
    r"(?:(?:oui|euh|ben|les|la|le|toutes|tous|ces) )*"
    r"(?:(?:2|deux)|toutes?|tous|tout|l un et l autre)"
    r"(?: (?:les )?(?:2|deux|3|4|reponses?|choix|questions?|fiches?|interessent|svp))*"
)
_AROUND: Final = listed(
    """
    oui ok alors donc euh ben bon bah plutot merci svp stp bonjour je j prends choisis veux
    voudrais voir vais pour dirais prefere choisirais le la les l numero num no nr choix reponse
    reponses option question fiche proposition lien bouton celle celui de du ce c est serait
    sera moi a
    il vous te plait bien sur bonne est ca semble me voila donnez montrez envoyez ouvre ouvrez
    affiche affichez lire lis regarde
    premiers premieres et ou puis avec ainsi que aussi
    """
)
"""Words around a choice, which say nothing of it."""
_MARKS: Final = re.compile(r"[()\[\].:/#*-]+")
_KEYCAP: Final = re.compile("\ufe0f?\u20e3")
_AFTER: Final = frozenset({"merci", "svp", "stp"})
_YES: Final = listed("oui ouais yes si ok d accord lire lis voir montre montrez affiche ouvre")


def typed_choice(text: str, offered: int) -> tuple[int, ...] | None:
    """The choice that a text makes among those of a numbered list.

    Args:
        text: what was typed.
        offered: how many choices the list has.

    Returns:
        The numbers chosen, from 1, in the order typed; none of them for « aucune »; None when the
        text is no choice.
    """
    plain = _MARKS.sub(" ", _KEYCAP.sub(" ", text))
    found = [word.removesuffix("e") if word in ("0e",) else word for word in words(plain)]
    if not found or len(found) > LONGEST or offered < 1:
        return None
    while len(found) > 1 and found[-1] in _AFTER:
        del found[-1]
    said = " ".join(found)
    if _both(found, said, offered):
        return tuple(range(1, offered + 1))
    if _NONE.fullmatch(said):
        return ()
    if offered == 1 and set(found) <= _YES:
        return (1,)
    return _numbers(found, offered)


def _both(found: list[str], said: str, offered: int) -> bool:
    """Whether all of a list are meant: « les deux » of a list of two, not « la deux »."""
    if _ALL.fullmatch(said) is None:
        return False
    counted = [word for word in found if word.isdigit()]
    if counted and counted != [str(offered)]:
        return False
    return not counted or "les" in found or "toutes" in found or "tous" in found


def _numbers(found: list[str], offered: int) -> tuple[int, ...] | None:
    """The numbers and ordinals of a text that says nothing else."""
    chosen: dict[int, None] = {}
    for before, word in pairwise(["le", *found]):
        number = _number(word, offered, alone=before in _BEFORE_ONE and word == found[-1])
        if number is not None:
            chosen[number] = None
        elif word not in _AROUND:
            return None
    if not chosen or any(not 1 <= number <= offered for number in chosen):
        return None
    if "les" in found and len(chosen) == 1:
        return tuple(range(1, max(chosen) + 1))
    return tuple(chosen)


def _number(word: str, offered: int, *, alone: bool) -> int | None:
    if word.isdigit() and len(word) < LONGEST:
        return int(word)
    if word in _LAST:
        return offered
    if word in _ONE and alone:
        return 1
    return _ORDINALS.get(word)
