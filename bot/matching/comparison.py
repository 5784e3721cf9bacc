"""A question that sets two things side by side: « différence entre A et B », « A ou B ? »."""

import re
from typing import Final, NamedTuple

from bot.matching.normalize import MAX_CHARACTERS, fold

_LONGEST: Final = 200
"""Characters of a question in which a comparison is looked for."""
_SIDE: Final = r"[^?!.;:,]+?"
_WHAT: Final = r"(?:(?:c'est )?(?:quoi|quelles?)(?: est| sont)?(?: la| les)? )?"
_END: Final = r"(?=\s*(?:$|[?!.;:,]))"
_SAID: Final = tuple(
    re.compile(pattern.replace("SIDE", _SIDE).replace("WHAT", _WHAT) + _END)
    for pattern in (
        r"\bdifferences?\b[^?!.;:,]{0,40}?\bentre (SIDE) et (SIDE)",
        r"\b(?:comparer|comparez|comparaison(?: entre)?|comparatif(?: entre)?|distinguer|"
        r"distinction entre|choisir entre|choix entre|hesite entre|hesitons entre|confondre) "
        r"(SIDE) (?:et|avec|ou|de|par rapport a) (SIDE)",
        r"^(?:bonjour )?(SIDE) (?:vs|versus|par rapport a) (SIDE)",
        r"^(SIDE)[ ,:]+WHATdifferences? (?:avec|par rapport a|d'avec) (SIDE)",
        r"^(SIDE) (?:ou|et|/) (SIDE)[ ,:]+WHATdifferences?",
        r"^WHATdifferences? (\S+)(?: |/| / )(\S+)",
        r"en quoi (SIDE) (?:differe|se distingue|est(?:-il|-elle)? differente?) "
        r"(?:d'|du |de )(SIDE)",
    )
)
_OR: Final = re.compile(
    rf"^(?:plutot |choisir |faut-il |prendre )?({_SIDE}) ou (?:plutot )?({_SIDE})\s*[?! .]*$"
)
_ARTICLE: Final = re.compile(r"^(?:(?:une?|les?|la|des?|du)\s+|[ld]['’])+")
_WORDS: Final = 7
"""Words of a side at most, ..."""
_BARE: Final = 3
"""... and where nothing says that the question compares."""
_CUES: Final = (
    "differ", "compar", "disting", "choi", "hesit", " vs ", "versus", "rapport", " ou ", "confond",
)  # fmt: skip


class Comparison(NamedTuple):
    """The two sides of a question."""

    one: str
    other: str
    said: bool
    """Whether it says that it compares; « A ou B » may not."""


def compared(question: str) -> Comparison | None:
    """The two things that a question compares.

    Args:
        question: as typed.

    Returns:
        Both sides without their articles, or None for any other question.
    """
    if len(question) > min(_LONGEST, MAX_CHARACTERS):
        return None
    text = " ".join(fold(question).split())
    if not any(map(text.__contains__, _CUES)):
        return None
    for pattern in _SAID:
        found = pattern.search(text)
        if found is not None:
            return _sides(found, said=True)
    found = _OR.match(text)
    return _sides(found, said=False) if found is not None else None


def _sides(found: re.Match[str], *, said: bool) -> Comparison | None:
    one, other = (_ARTICLE.sub("", side.strip()) for side in found.groups())
    if not one or not other or one == other:
        return None
    if max(len(one.split()), len(other.split())) > (_WORDS if said else _BARE):
        return None
    return Comparison(one, other, said)
