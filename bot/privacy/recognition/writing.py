"""A text in plain writing, for every rule to read: no accents, one apostrophe, space and dash.

Phones type « ’ », web pages hold no-break spaces, and who hides a number from robots puts middle
dots or invisible characters in it. Rules read the plain text; what they find is taken out of the
text as it was.
"""

import re
import unicodedata
from typing import Final

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

# Nearly all that is typed in French fits a byte a character, and bytes are translated at once.
_CODEC: Final = "cp1252"
_SOFT_HYPHEN: Final = b"\xad"


def _byte(code: int) -> int:
    sign = bytes([code]).decode(_CODEC, "ignore")
    return ord(sign.translate(_SAME_LENGTH)) if sign.translate(_SAME_LENGTH) != sign else code


_BYTES: Final = bytes(map(_byte, range(256)))


class Writing:
    """A text in plain writing, its words, and where each of its characters stood."""

    __slots__ = ("digits", "lower", "plain", "spans", "words")

    def __init__(self, plain: str, spans: list[tuple[int, int]] | None = None) -> None:
        self.plain = plain
        self.spans = spans
        """(start, end) in the text of each plain character; None: at the same place."""
        self.words: list[str] = _WORD.findall(plain)
        """Words and numbers, as written."""
        self.lower: list[str] = _WORD.findall(plain.lower())
        self.digits = len(_DIGIT.findall(plain))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text stands in the text itself."""
        if self.spans is None:
            return start, end
        return self.spans[start][0], self.spans[end - 1][1]


def plain_writing(text: str) -> Writing:
    """Read a text in plain writing."""
    if text.isascii():
        return Writing(text)
    try:
        data = text.encode(_CODEC)
    except UnicodeEncodeError:
        if _OTHER_LENGTH.search(text) is None:
            return Writing(text.translate(_SAME_LENGTH))
        return _of_other_length(text)
    if _SOFT_HYPHEN in data:
        return _of_other_length(text)
    return Writing(data.translate(_BYTES).decode(_CODEC))


def _of_other_length(text: str) -> Writing:
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        composed = unicodedata.normalize("NFC", _UNSEEN.sub("", match[0]))
        letters += composed.translate(_SAME_LENGTH)
        spans += [match.span()] * len(composed)
    return Writing("".join(letters), spans)
