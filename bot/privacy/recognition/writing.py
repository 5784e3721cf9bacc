"""A text in plain writing, for every rule to read: no accents, one apostrophe, space and dash.

Phones type « ’ », web pages hold no-break spaces, and who hides a number from robots puts middle
dots or invisible characters in it. Rules read the plain text; what they find is taken out of the
text as it was.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple

_SPACES: Final = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_APOSTROPHES: Final = "\u2019\u2018\u02bc\u02b9\u00b4\u2032\u02c8"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"
_DOTS: Final = "\u00b7\u2022\u2219\u22c5\u2027\u30fb"
_WIDE: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ACCENTS: Final = {
    code: parts[0]
    for code in range(0xC0, 0x250)
    if len(parts := unicodedata.normalize("NFD", chr(code))) > 1
}
_SAME_LENGTH: Final = (
    _ACCENTS
    | _WIDE
    | str.maketrans(
        _SPACES + _APOSTROPHES + _DASHES + _DOTS,
        " " * len(_SPACES) + "'" * len(_APOSTROPHES) + "-" * len(_DASHES) + "." * len(_DOTS),
    )
)
_INVISIBLE: Final = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_UNSEEN: Final = re.compile(f"[{_INVISIBLE}]")
_OTHER_LENGTH: Final = re.compile(f"[\u0300-\u036f{_INVISIBLE}]")
_CLUSTER: Final = re.compile(r"(?s).[\u0300-\u036f]*+")
_WORD: Final = re.compile(r"[^\W_]+")
_DIGIT: Final = re.compile(r"\d")

# Nearly all that is typed in French fits a byte a character, and bytes are read by tables: four
# times as fast as by patterns, for each text that is stored and each that leaves.
_CODEC: Final = "cp1252"
_SOFT_HYPHEN: Final = b"\xad"
_DIGITS: Final = b"0123456789"


def _table(written: Callable[[str], str]) -> bytes:
    """What stands for each byte, from what stands for its character."""
    signs = [bytes([code]).decode(_CODEC, "ignore") for code in range(256)]
    return b"".join(
        written(sign).encode(_CODEC) if sign else bytes([code]) for code, sign in enumerate(signs)
    )


def _plain(sign: str) -> str:
    return sign.translate(_SAME_LENGTH)


def _in_words(sign: str) -> str:
    """A space between words, so that they can be split."""
    return _plain(sign) if _WORD.match(_plain(sign)) else " "


_PLAIN: Final = _table(_plain)
_WORDS: Final = _table(_in_words)
_LOWER: Final = _table(lambda sign: _in_words(sign).lower())


class Writing(NamedTuple):
    """A text in plain writing, its words, and where each of its characters stood."""

    plain: str
    words: list[str]
    """Words and numbers, as written."""
    lower: list[str]
    digits: int
    spans: list[tuple[int, int]] | None = None
    """(start, end) in the text of each plain character; None: at the same place."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text stands in the text itself."""
        if self.spans is None:
            return start, end
        return self.spans[start][0], self.spans[end - 1][1]


def plain_writing(text: str) -> Writing:
    """Read a text in plain writing."""
    try:
        data = text.encode(_CODEC)
    except UnicodeEncodeError:
        if _OTHER_LENGTH.search(text) is None:
            return _read(text.translate(_SAME_LENGTH))
        return _of_other_length(text)
    if _SOFT_HYPHEN in data:
        return _of_other_length(text)
    return Writing(
        data.translate(_PLAIN).decode(_CODEC),
        data.translate(_WORDS).decode(_CODEC).split(),
        data.translate(_LOWER).decode(_CODEC).split(),
        len(data) - len(data.translate(None, _DIGITS)),
    )


def _read(plain: str, spans: list[tuple[int, int]] | None = None) -> Writing:
    words, lower = _WORD.findall(plain), _WORD.findall(plain.lower())
    return Writing(plain, words, lower, len(_DIGIT.findall(plain)), spans)


def _of_other_length(text: str) -> Writing:
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        composed = unicodedata.normalize("NFC", _UNSEEN.sub("", match[0]))
        letters += composed.translate(_SAME_LENGTH)
        spans += [match.span()] * len(composed)
    return _read("".join(letters), spans)
