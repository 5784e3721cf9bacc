"""Where a name ends, and which names are those of places and of streets."""

from typing import Final

from bot.privacy.recognition import known_names as known
from bot.privacy.recognition import name_words as words
from bot.privacy.recognition.reading import Word, follows

PLACES: Final = words.STREETS | words.PLACES
_LONGEST: Final = 5
"""Words in a name, particles included."""
_LOOKBACK: Final = 4
"""Words before a first name in which a place may be announced: « place du General Charles… »."""
_FAMOUS_WORDS: Final = range(5, 1, -1)


def famous(found: list[Word], at: int) -> int:
    """How many words from here on are the name of a street or of a school: 0 for none."""
    if found[at].plain.partition("-")[0] not in words.FIRST_NAMES:
        return 0
    for count in _FAMOUS_WORDS:
        name = " ".join(word.plain for word in found[at : at + count])
        if name.replace("-", " ") in known.FAMOUS:
            return count
    return 0


def is_full_name(found: list[Word], at: int) -> bool:
    """Whether the first name at ``at`` is followed by a family name."""
    after = at + 1
    while follows(found, after) and found[after].plain in words.PARTICLES and after < at + 3:
        after += 1
    return (
        after < len(found)
        and found[after].family_name
        and (found[after].gap == "'" or follows(found, after))
        and found[after].plain not in PLACES
    )


def in_a_place(found: list[Word], at: int, places: frozenset[str] = PLACES) -> bool:
    """Whether the words before announce a street, a school, a law… of that name."""
    others = 1  # « salle polyvalente Jean Moulin »
    for before in range(at - 1, max(at - 1 - _LOOKBACK, -1), -1):
        gap = found[before + 1].gap
        if not (gap.isspace() or gap in ("'", "-", ". ")):
            return False
        word = found[before]
        if word.plain.split("-")[-1] in places:
            return True
        linking = word.capital or word.plain in words.PARTICLES or word.plain in words.ROLES
        others -= not linking
        if others < 0:
            return False
    return False


def begins_name(found: list[Word], at: int) -> bool:
    """Whether a name, maybe with particles or initials first, begins at ``at``."""
    for place in range(at, min(at + 3, len(found))):
        word = found[place]
        if word.initial and word.plain not in ("a", "y"):
            continue
        if word.plain not in words.PARTICLES:
            return word.family_name
        if place + 1 < len(found) and found[place + 1].plain in words.ROLES:
            return False
    return False


def end_of_name(found: list[Word], first: int) -> int | None:
    """The last word of the name that begins at ``first``."""
    last = first
    if found[first].first_name and found[first + 1 : first + 2]:  # « Anne et Paul Durand »
        second = found[first + 2 : first + 3]
        if found[first + 1].plain == "et" and second and second[0].first_name:
            return end_of_name(found, first + 2)
    named = found[first].capital and found[first].plain not in words.PARTICLES
    open_ended = not named or found[first].first_name or found[first].initial
    lower = not found[first].capital
    for at in range(first + 1, min(first + _LONGEST, len(found))):
        word = found[at]
        if not follows(found, at, dot=found[at - 1].initial, apostrophe=True):
            break
        if word.family_name or (word.initial and open_ended):
            last, named = at, True
            open_ended = word.first_name or word.initial
        elif lower and (word.lower_name or (word.known_name and last == first)):
            last = at
        elif not (open_ended and word.plain in words.PARTICLES):
            break
    return last
