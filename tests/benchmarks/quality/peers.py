"""The engines compared: each with the ordinary settings its documentation gives for French."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import match
from bot.matching.normalize import fold

Search = Callable[[str], list[tuple[str, float]]]
"""A question → entries with their scores, best first."""
TOP = 5


def asked(document: Document) -> str:
    """What asks for an entry: title, phrasings and keywords."""
    return " . ".join((document.title, *document.phrasings, *document.keywords))


def ours(
    documents: Sequence[Document], lexicon: Lexicon, outside: Sequence[Document] = ()
) -> Search:
    """This project's matcher; its score is its confidence."""
    index = Index.build(documents, lexicon, outside)

    def search(question: str) -> list[tuple[str, float]]:
        return [(one.entry, one.confidence) for one in match(question, index).candidates[:TOP]]

    return search


def _fuzzy(scorer_name: str) -> Callable[[Sequence[Document], Lexicon], Search]:
    """rapidfuzz over every title and phrasing, normalised."""

    def build(documents: Sequence[Document], _: Lexicon) -> Search:
        from rapidfuzz import fuzz, process

        rows = [(fold(p), d.id) for d in documents for p in (d.title, *d.phrasings, *d.keywords)]
        texts = [text for text, _ in rows]
        scorer = getattr(fuzz, scorer_name)

        def search(question: str) -> list[tuple[str, float]]:
            found = process.extract(fold(question), texts, scorer=scorer, limit=40)
            best: dict[str, float] = {}
            for _, score, at in found:
                best.setdefault(rows[at][1], score)
            return list(best.items())[:TOP]

        return search

    return build


def bm25(documents: Sequence[Document], _: Lexicon) -> Search:
    """bm25s with PyStemmer's French stemmer and French stop words."""
    import bm25s
    import numpy as np
    import Stemmer

    stemmer = Stemmer.Stemmer("french")
    stop: Any = "fr"
    try:
        tokens = bm25s.tokenize(["essai"], stopwords=stop, stemmer=stemmer, show_progress=False)
    except ValueError:
        stop = None
    texts = [f"{asked(d)} {d.body}" for d in documents]
    tokens = bm25s.tokenize(texts, stopwords=stop, stemmer=stemmer, show_progress=False)
    engine = bm25s.BM25()
    engine.index(tokens, show_progress=False)
    ids = [d.id for d in documents]
    count = min(TOP, len(ids))

    def search(question: str) -> list[tuple[str, float]]:
        asked_tokens = bm25s.tokenize(
            [question], stopwords=stop, stemmer=stemmer, show_progress=False, return_ids=False
        )
        if not asked_tokens[0]:
            return []
        places, scores = engine.retrieve(asked_tokens, k=count, show_progress=False)
        found = zip(np.ravel(places), np.ravel(scores), strict=True)
        return [(ids[int(place)], float(score)) for place, score in found]

    return search


def tantivy_engine(documents: Sequence[Document], _: Lexicon) -> Search:
    """tantivy with its French analyser, the answer at a third of the weight."""
    import tantivy

    analyser = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("french"))
        .filter(tantivy.Filter.stemmer("french"))
        .build()
    )
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("asked", tokenizer_name="fr")
    schema.add_text_field("body", tokenizer_name="fr")
    engine = tantivy.Index(schema.build())
    engine.register_tokenizer("fr", analyser)
    writer = engine.writer(num_threads=1)
    for d in documents:
        writer.add_document(tantivy.Document(id=[d.id], asked=[asked(d)], body=[d.body]))
    writer.commit()
    writer.wait_merging_threads()
    engine.reload()
    searcher = engine.searcher()

    def search(question: str) -> list[tuple[str, float]]:
        plain = " ".join(re.findall(r"\w+", question))
        if not plain:
            return []
        query, _ = engine.parse_query_lenient(plain, ["asked", "body"], {"body": 0.3})
        return [
            (searcher.doc(address)["id"][0], float(score))
            for score, address in searcher.search(query, TOP).hits
        ]

    return search


def fts5(documents: Sequence[Document], _: Lexicon) -> Search:
    """SQLite FTS5, accents removed, prefixes for want of a French stemmer, BM25 by column."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE VIRTUAL TABLE entry USING fts5(id UNINDEXED, asked, body,"
        " tokenize = 'unicode61 remove_diacritics 2', prefix = '4 5 6')"
    )
    base.executemany(
        "INSERT INTO entry VALUES (?, ?, ?)", [(d.id, asked(d), d.body) for d in documents]
    )

    def search(question: str) -> list[tuple[str, float]]:
        found = [w for w in re.findall(r"\w+", fold(question)) if len(w) > 2]
        if not found:
            return []
        query = " OR ".join(f'"{w[:6]}"*' if len(w) > 6 else f'"{w}"' for w in found)
        rows = base.execute(
            "SELECT id, -bm25(entry, 0, 1.0, 0.3) AS score FROM entry WHERE entry MATCH ?"
            " ORDER BY score DESC LIMIT ?",
            (query, TOP),
        )
        return [(str(i), float(s)) for i, s in rows]

    return search


def char_ngrams(documents: Sequence[Document], _: Lexicon) -> Search:
    """scikit-learn TF-IDF on letter n-grams of 3 to 5 within words."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, strip_accents="unicode",
        dtype=np.float32,
    )  # fmt: skip
    matrix = vectorizer.fit_transform([asked(d) for d in documents]).T.tocsr()
    ids = [d.id for d in documents]

    def search(question: str) -> list[tuple[str, float]]:
        scores = (vectorizer.transform([question]) @ matrix).toarray().ravel()
        count = min(TOP, len(ids))
        best = np.argpartition(-scores, count - 1)[:count]
        return [(ids[int(p)], float(scores[p])) for p in best[np.argsort(-scores[best])]]

    return search


ENGINES: dict[str, Callable[[Sequence[Document], Lexicon], Search]] = {
    "ours": ours,
    "rapidfuzz WRatio": _fuzzy("WRatio"),
    "rapidfuzz token_set_ratio": _fuzzy("token_set_ratio"),
    "bm25s + PyStemmer": bm25,
    "tantivy, French": tantivy_engine,
    "SQLite FTS5": fts5,
    "char 3-5-grams (scikit-learn)": char_ngrams,
}
