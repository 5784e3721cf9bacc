"""Where names of persons stand in a French text: cautious rules, one reading, word by word."""

import re
from collections.abc import Iterator
from typing import Final

from bot.privacy.recognition import known_names as known
from bot.privacy.recognition import name_words as words
from bot.privacy.recognition.found import Found
from bot.privacy.recognition.name_spans import (
    PLACES,
    begins_name,
    end_of_name,
    famous,
    in_a_place,
    is_full_name,
)
from bot.privacy.recognition.reading import Word, follows, is_common, lowered, read_words
from bot.privacy.recognition.writing import Writing

_LINE: Final = re.compile(r"[\s,.:;!-]{0,6}")
_INITIAL: Final = re.compile(r"(?<![^\W_])[A-Z]\. ?[A-Z][a-z]")
_ANNOUNCING: Final = (
    words.TITLES
    | {title.casefold() for title in (*words.EXACT_TITLES, "Maitre")}
    | words.ROLES
    | words.SIGNATURES
    | words.INTRODUCTIONS
    | words.FIRST_NAMES
    | known.KIN
    | {"sœur", "sœurs"}
)
"""Without one of these words, or an initial, no rule applies."""
_NEAR: Final = 5
"""Words after an announcing one, itself included, among which a name begins."""


def announced(writing: Writing) -> bool:
    """Whether a text may name somebody: most questions announce nobody."""
    lower, written = writing.lower, writing.words
    if not _ANNOUNCING.isdisjoint(lower):
        for at, word in enumerate(lower):
            if word in _ANNOUNCING and _may_name(written[max(at - 2, 0) : at + _NEAR], word):
                return True
    return "." in writing.plain and _INITIAL.search(writing.plain) is not None


def _may_name(near: list[str], announcing: str) -> bool:
    """Whether one of the words near an announcing one has a capital, or is rare."""
    return any(
        word[0].isupper() or word in known.FAMILY_NAMES or not is_common(lowered(word))
        for word in near
        if word != announcing and not word[0].isdigit()
    )


def names(text: str) -> Iterator[Found]:
    """Each name of a person in a text in plain writing; ask ``announced`` before."""
    found = read_words(text)
    at = 0
    while at < len(found):
        first = _name_after(found, at) if _may_announce(found[at]) else None
        last = None if first is None else end_of_name(found, first)
        if first is None or last is None:
            at += famous(found, at) or 1
        else:
            yield Found(found[first].start, found[last].end, "nom")
            at = last + 1
            if _is_plural(found, first) and _another(found, at):
                yield Found(found[at + 1].start, found[at + 1].end, "nom")
                at += 2


def _may_announce(word: Word) -> bool:
    """Whether a rule may apply at this word; most are passed over here."""
    return word.plain.partition("-")[0] in _ANNOUNCING or word.text.isupper()


def _is_plural(found: list[Word], first: int) -> bool:
    return first > 0 and found[first - 1].plain in words.PLURAL_TITLES


def _another(found: list[Word], at: int) -> bool:
    """« MM. Durand et Petit »: a second name after « et »."""
    if not (follows(found, at) and found[at].plain == "et" and follows(found, at + 1)):
        return False
    return found[at + 1].likely_name


def _name_after(found: list[Word], at: int) -> int | None:
    """The place where a name begins because of the word at ``at``, or None."""
    word = found[at]
    titled = _is_title(found, at)
    if titled or word.plain in words.ROLES or word.plain in known.KIN:
        if in_a_place(found, at, words.STREETS):
            return None
        if titled:
            return _after_title(found, at)
        return _after_role(found, at) or _after_kin(found, at)
    if word.plain in words.SIGNATURES:
        return _after_signature(found, at)
    if word.plain in words.INTRODUCTIONS:
        return _after_introduction(found, at)
    if word.first_name and not famous(found, at) and not in_a_place(found, at):
        couple = at + 2 if follows(found, at + 1) and found[at + 1].plain == "et" else at
        if couple < len(found) and found[couple].first_name and is_full_name(found, couple):
            return at
    if word.plain in words.FIRST_NAMES and not word.capital:
        return _lower_full_name(found, at)
    return _after_initial(found, at) or _before_first_name(found, at)


def _is_title(found: list[Word], at: int) -> bool:
    word = found[at]
    if word.text in words.EXACT_TITLES:  # « 300 m. », « 5 M€ »: a unit, not a title
        return not word.gap.rstrip()[-1:].isdigit()
    if word.text == "m":
        dotted = at + 1 < len(found) and found[at + 1].gap.startswith(".")
        return dotted and not word.gap.rstrip()[-1:].isdigit()
    return word.plain in words.TITLES


def _after_title(found: list[Word], at: int) -> int | None:
    after = at + 1
    if after < len(found) and found[after].plain in ("le", "la", "l"):
        beyond = after + 1
        if beyond < len(found) and found[beyond].plain in words.ROLES:
            return None  # the role, read next, tells where its name begins
    short = found[at].plain not in words.SALUTATIONS
    if not follows(found, after, dot=short):
        if not follows(found, after, dot=short, line=True):
            return None
        if not (short or found[after].likely_name):
            return None
    if found[at].text != "m" and begins_name(found, after):
        return after
    return _after_loose_title(found, at, after)


def _after_loose_title(found: list[Word], at: int, after: int) -> int | None:
    """« m. dupont », « madame le goff », « M. dupont »: a name typed in lower case."""
    word = found[after]
    if word.plain in words.PARTICLES and follows(found, after + 1, apostrophe=True):
        name = found[after + 1]
        return after if name.lower_name or name.likely_name else None
    loose = found[at].plain in words.LOOSE_TITLES and word.known_name
    return after if word.lower_name or word.likely_name or loose else None


def _after_role(found: list[Word], at: int) -> int | None:
    after = at + 1
    while follows(found, after) and found[after].plain in words.ROLE_ADJECTIVES:
        after += 1
    if follows(found, after) and found[after].plain == "de":  # « secretaire de mairie Anne … »
        after += 2 if follows(found, after + 1) and found[after + 1].plain == "mairie" else 0
    if not (follows(found, after) or follows(found, after, comma=True)):
        return None
    word = found[after]
    if word.initial and follows(found, after + 1, dot=True) and found[after + 1].family_name:
        return after
    if word.first_name:
        return None if famous(found, after) else after
    touching = word.gap.isspace()
    return after if touching and word.likely_name and not word.text.isupper() else None


def _after_kin(found: list[Word], at: int) -> int | None:
    """« la famille Dupont », « les consorts Le Goff », « la veuve dupont »."""
    after = at + 1
    if found[at].plain not in known.KIN or not follows(found, after):
        return None
    word = found[after]
    if word.plain in words.PARTICLES and follows(found, after + 1, apostrophe=True):
        return after if word.capital and found[after + 1].likely_name else None
    if word.likely_name or word.lower_name:
        return after
    return None


def _after_introduction(found: list[Word], at: int) -> int | None:
    if not follows(found, at + 1):
        return None
    word = found[at + 1]
    spoken = at > 0 and found[at - 1].plain in ("m", "est")
    if spoken and word.family_name:
        return at + 1
    named = found[at].plain in ("nomme", "nommee")
    return at + 1 if named and word.likely_name else None


def _lower_full_name(found: list[Word], at: int) -> int | None:
    """« jean dupont refuse »: a first name and a family name that are nothing else."""
    after = at + 1
    if not follows(found, after) or famous(found, at) or in_a_place(found, at):
        return None
    name = found[after]
    if found[at].plain in known.FIRST_NAMES_AND_WORDS and not name.known_name:
        return None
    presented = at > 0 and found[at - 1].plain in ("suis", "appelle", "nomme", "nommee")
    sure = name.lower_name or (name.known_name and (name.likely_name or presented))
    return at if sure else None


def _after_initial(found: list[Word], at: int) -> int | None:
    """« J. Dupont a ecrit »: an initial, its stop, and a family name."""
    word, after = found[at], at + 1
    if not word.initial or not follows(found, after, dot=True) or in_a_place(found, at):
        return None
    if not found[after].gap.startswith(".") or word.gap.rstrip()[-1:].isdigit():
        return None
    name = found[after]
    spoken = at == 0 or found[at - 1].plain not in ("article", "articles", "art", "l", "r", "d")
    return at if spoken and name.likely_name and not name.text.isupper() else None


def _after_signature(found: list[Word], at: int) -> int | None:
    """The name after « Cordialement, » or « Bien à vous, »."""
    after = at + 1
    while after < min(at + 4, len(found)) and found[after].plain in words.SIGNATURE_ENDS:
        after += 1
    if found[at].plain == "bien" and after != at + 3:
        return None
    if found[at].plain != "bien" and found[at + 1 : after] and found[at + 1].plain == "a":
        return None  # « signé à Uzès »
    if after >= len(found) or not _LINE.fullmatch(found[after].gap):
        return None
    word = found[after]
    if word.initial and after + 1 < len(found) and found[after + 1].family_name:
        return after
    return after if word.family_name and word.plain not in PLACES else None


def _before_first_name(found: list[Word], at: int) -> int | None:
    """« DUPONT Jean »: a family name in capitals before a first name that nothing follows."""
    word = found[at]
    after = at + 1
    if not (word.text.isupper() and word.size > 3 and word.family_name):
        return None
    if word.plain in PLACES or not follows(found, after) or in_a_place(found, at):
        return None
    alone = after + 1 >= len(found) or not found[after + 1].capital
    shouted = found[after].text.isupper()  # a text all in capitals tells nothing
    return at if found[after].first_name and alone and not shouted else None
