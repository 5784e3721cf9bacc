"""An index as plain values and back, so that it can be kept between two starts.

Nothing but strings, numbers, bytes, tuples, sets and dicts: what is read back can run no code.
"""

from array import array
from collections import Counter
from typing import Any, Final

import numpy as np

from bot.matching.index import REMEMBERED_BYTES, Index, Lately, Memory
from bot.matching.lexicon import Concept, Lexicon
from bot.matching.postings import Postings
from bot.matching.texts import Span, Texts
from bot.matching.vocabulary import Vocabulary
from bot.matching.wording import Letters, Wordings

Plain = dict[str, Any]
_LEXICON: Final = ("singles", "phrases", "openers", "acronyms", "spelled_out", "definition")


def packed(index: Index) -> Plain:
    """An index that was built and never asked, as plain values."""
    lexicon = index.lexicon
    grams, sizes = index.vocabulary.inverted
    spans = [(one.first, one.told, one.body, one.end) for one in index.texts.spans]
    return {
        "ids": index.ids,
        "outside": index.outside,
        "concepts": [(one.term, one.kind, one.members, one.label) for one in lexicon.concepts],
        "lexicon": [_builtin(getattr(lexicon, name)) for name in _LEXICON],
        "wordings": [tuple(one) for one in index.wordings],
        "spans": [(*at, one.pairs.stop) for at, one in zip(spans, index.texts.spans, strict=True)],
        "pairs": index.texts.pairs.tobytes(),
        "mass": index.texts.mass.tobytes(),
        "terms": list(index.postings.ids),
        "postings": [part.tobytes() for part in index.postings.parts],
        "shown": index.shown,
        "letters": dict(index.letters),
        "of stem": index.letters.of_stem,
        "frequency": dict(index.vocabulary.frequency),
        "grams": {gram: places.tobytes() for gram, places in grams.items()},
        "sizes": sizes.tobytes(),
        "idf": list(index.idf.values()),
        "weights": index.weights.tobytes(),
    }


def unpacked(plain: Plain) -> Index:
    """The index that was packed; answers are the same to the last digit."""
    index = Index.__new__(Index)
    index.lexicon = Lexicon(tuple(Concept(*one) for one in plain["concepts"]), *plain["lexicon"])
    index.ids, index.outside = plain["ids"], plain["outside"]
    index.size = len(index.ids) + len(index.outside)
    index.wordings = [Wordings(*one) for one in plain["wordings"]]
    index.memory = {}
    index.rows = Memory(REMEMBERED_BYTES)
    index.lately = Lately()
    index.texts = _texts(plain)
    terms = plain["terms"]
    starts, places, impacts = plain["postings"]
    index.postings = Postings(
        dict(zip(terms, range(len(terms)), strict=True)),
        np.frombuffer(starts, np.int32),
        np.frombuffer(places, np.int32),
        np.frombuffer(impacts, np.float32),
    )
    index.letters = Letters(plain["letters"], plain["of stem"])
    index.vocabulary = Vocabulary(Counter(plain["frequency"]))
    index.vocabulary.inverted = (
        {gram: array("I", places) for gram, places in plain["grams"].items()},
        array("H", plain["sizes"]),
    )
    index.shown = plain["shown"]
    index.idf = dict(zip(terms, plain["idf"], strict=True))
    index.weights = np.frombuffer(plain["weights"], np.float64)
    return index


def _texts(plain: Plain) -> Texts:
    texts = Texts()
    start = 0
    for first, told, body, end, stop in plain["spans"]:
        texts.spans.append(Span(first, told, body, end, slice(start, stop)))
        start = stop
    texts.pairs = np.frombuffer(plain["pairs"], np.int32).reshape(2, -1)
    texts.mass = np.frombuffer(plain["mass"], np.float32)
    return texts


def _builtin(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value
