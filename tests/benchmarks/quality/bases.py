"""Knowledge bases and questions the benchmark and the training work on."""

import csv
import json
import os
import random
import sys
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import yaml

from bot.knowledge.markdown import to_plain
from bot.matching.index import Document
from bot.matching.lexicon import Lexicon

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("BENCHMARK_DATA", ROOT))
"""Where the base and the questions are: another checkout while its editors work."""
KNOWLEDGE = DATA / "knowledge"
QUESTIONS = DATA / "tests" / "questions"
NEIGHBOURS = {
    "a": "zqs", "z": "ase", "e": "zrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok",
    "o": "ipl", "p": "om", "q": "aws", "s": "qdz", "d": "sfe", "f": "dgr", "g": "fht", "h": "gjy",
    "j": "hku", "k": "jli", "l": "kmo", "m": "lp", "w": "xq", "x": "wcs", "c": "xvd", "v": "cbf",
    "b": "vng", "n": "bh",
}  # fmt: skip

UNSETTLED = "unclear"
NO_ENTRY = ("", "gap", "out")
"""Labels of what no entry answers: on our subjects, or on others."""
"""Label of a question on which a reader could not decide."""
Question = tuple[str, frozenset[str]]
"""A question and the entries that answer it; none when it is out of scope."""


def our_base(folder: Path = KNOWLEDGE) -> tuple[list[Document], list[Question]]:
    """The shipped entries, and their own `tests` questions (never indexed)."""
    documents: list[Document] = []
    questions: list[Question] = []
    for path in sorted(folder.glob("*/*.yaml")):
        try:
            entry = yaml.safe_load(path.read_text("utf-8"))
        except yaml.YAMLError:
            print(f"{path}: left out, not readable", file=sys.stderr)
            continue
        lists = ("variantes", "mots_cles", "tests")
        texts = {name: tuple(map(str, entry.get(name) or ())) for name in lists}
        more = [str(entry[name]) for name in ("a_faire", "details") if entry.get(name)]
        documents.append(
            Document(
                path.stem, str(entry["question"]), texts["variantes"], texts["mots_cles"],
                to_plain(str(entry["reponse"])), path.parent.name, str(entry.get("en_bref") or ""),
                to_plain("\n\n".join(more)),
            )
        )  # fmt: skip
        questions += [(question, frozenset({path.stem})) for question in texts["tests"]]
    return documents, questions


def our_outside(folder: Path = KNOWLEDGE) -> list[Document]:
    """The subjects that the shipped base leaves to others."""
    rows = yaml.safe_load((folder / "hors_perimetre.yaml").read_text("utf-8"))
    return [Document(r["theme"], r["theme"], tuple(r["exemples"]), (), "", "") for r in rows]


def our_lexicon(folder: Path = KNOWLEDGE) -> Lexicon:
    """The shipped acronyms and groups."""
    path = folder / "lexique.yaml"
    data = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    acronyms: dict[str, list[str]] = {}
    for acronym, expansion in (data.get("acronymes") or {}).items():
        acronyms[str(acronym)] = [expansion] if isinstance(expansion, str) else list(expansion)
    groups = [[str(word) for word in group] for group in data.get("equivalents") or []]
    return Lexicon.build(acronyms, groups)


def no_lexicon() -> Lexicon:
    """What a foreign base without a lexicon has."""
    return Lexicon.build({}, [])


def faq_base(folder: Path) -> list[Document]:
    """The entries of the public base in `faq_dev`."""
    rows = map(json.loads, (folder / "entries.jsonl").read_text("utf-8").splitlines())
    return [
        Document(
            row["id"], row["title"], tuple(row["questions"]), tuple(row["keywords"]),
            row["answer"], "faq",
        )
        for row in rows
    ]  # fmt: skip


def faq_questions(folder: Path) -> tuple[list[Question], list[Question], list[Question]]:
    """Held-out questions of `faq_dev`, their misspelt copies, and those from elsewhere."""
    rows = [json.loads(s) for s in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    inside = [row for row in rows if row["kind"] == "in"]
    return (
        [(row["question"], frozenset({row["entry_id"]})) for row in inside],
        [(row["noisy"], frozenset({row["entry_id"]})) for row in inside],
        [(row["question"], frozenset()) for row in rows if row["kind"] != "in"],
    )


def questions(name: str) -> list[Question]:
    """A file of `tests/questions`: in scope (question, entries), or out of it (kind, question)."""
    rows = _rows(QUESTIONS / f"{name}.tsv")
    if name.startswith("outscope") or name.endswith("_out"):
        return [(row[-1], frozenset()) for row in rows]
    return [(question, frozenset(entries.split(","))) for question, entries in rows]


def near_misses(*, judge: bool) -> list[Question]:
    """Questions on the subject of an entry that it does not answer, with that entry.

    Args:
        judge: those kept to judge, half of the entries; else those to learn from.
    """
    found: list[Question] = []
    for path in sorted((QUESTIONS / "near_misses").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            entry, question = line.split("\t")[:2]
            if bool(int(sha256(entry.encode()).hexdigest(), 16) % 2) == judge:
                found.append((question, frozenset({entry})))
    return found


def real(name: str) -> list[Question]:
    """Questions that real people asked, with the entries that answer them, as a reader judged.

    Those that the harvesters put on other subjects are answered by none.

    Args:
        name: `learn` or `tune`.
    """
    folder = QUESTIONS / "real"
    labels = dict(_rows(folder / f"labels_{name}.tsv"))
    found: list[Question] = []
    for question, _, domain in _rows(folder / f"{name}.tsv"):
        label = labels.get(question, "" if domain == "hors" else UNSETTLED)
        if label != UNSETTLED:
            none = label in NO_ENTRY
            found.append((question, frozenset() if none else frozenset(label.split(","))))
    return found


def _rows(path: Path) -> list[list[str]]:
    """The rows of a table, none when the file is missing."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def relabelled(asked: Sequence[Question], documents: Sequence[Document]) -> list[Question]:
    """Questions that the base learnt, with the entries that still hold them as phrasings.

    Readers of the entries take away the phrasings that a text does not answer: what no entry
    holds any more, though its entries were read again, is answered by none.
    """
    holders: dict[str, set[str]] = {}
    for document in documents:
        for phrasing in document.phrasings:
            holders.setdefault(phrasing, set()).add(document.id)
    reread = {document.id for document in documents if document.gist}
    return [
        (q, frozenset(holders.get(q, () if entries <= reread else entries)))
        for q, entries in asked
    ]


def folds(
    documents: Sequence[Document], count: int
) -> Iterator[tuple[list[Document], list[Question]]]:
    """Bases that lack each one phrasing in `count` of every entry, with those as questions."""
    for fold in range(count):
        kept: list[Document] = []
        asked: list[Question] = []
        for document in documents:
            out = [p for at, p in enumerate(document.phrasings) if at % count == fold]
            left = tuple(p for at, p in enumerate(document.phrasings) if at % count != fold)
            kept.append(replace(document, phrasings=left))
            asked += [(phrasing, frozenset({document.id})) for phrasing in out]
        yield kept, asked


def without(documents: Sequence[Document], texts: Container[str]) -> list[Document]:
    """The entries without those of their phrasings."""
    return [
        replace(document, phrasings=tuple(p for p in document.phrasings if p not in texts))
        for document in documents
    ]


def misspelt(asked: Sequence[Question], seed: int = 1) -> list[Question]:
    """Copies with one or two slips of the keyboard, some without accents; the same every time."""
    source = random.Random(seed)
    return [(_slips(question, source), entries) for question, entries in asked]


def _slips(question: str, source: random.Random) -> str:
    """One slip, or two in a longer question."""
    letters = list(question)
    for _ in range(1 if len(question) < 20 else source.choice((1, 2))):
        places = [at for at, c in enumerate(letters) if c.isalpha() and at > 0]
        if not places:
            break
        at = source.choice(places)
        kind = source.randrange(4)
        if kind == 0 and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif kind == 1:
            del letters[at]
        elif kind == 2:
            letters.insert(at, letters[at])
        else:
            letters[at] = source.choice(NEIGHBOURS.get(letters[at].lower(), "e"))
    return "".join(letters)


def enlarged(documents: Sequence[Document], size: int, seed: int = 2) -> list[Document]:
    """A base of `size` entries: the given ones, then copies with a third of their words changed.

    New words are made of syllables by rank, so that the copies' vocabulary has the long tail of a
    real base and common words stay common.
    """
    source = random.Random(seed)
    grown = list(documents[:size])
    while len(grown) < size:
        model = documents[len(grown) % len(documents)]
        number = len(grown)
        grown.append(
            Document(
                f"{model.id}-{number}", _changed(model.title, source),
                tuple(_changed(p, source) for p in model.phrasings),
                tuple(_changed(k, source) for k in model.keywords),
                _changed(model.body, source), model.domain,
            )
        )  # fmt: skip
    return grown


def _changed(text: str, source: random.Random) -> str:
    """A text with one word in three replaced by an invented one."""
    syllables = "ba co di fu ga le mi no pe ra si tu vo za".split()  # noqa: SIM905
    found = text.split()
    for at, word in enumerate(found):
        if len(word) > 3 and source.random() < 1 / 3:
            rank = int(source.paretovariate(0.7)) % 60_000
            made = ""
            while rank or len(made) < 4:
                rank, digit = divmod(rank, len(syllables))
                made += syllables[digit]
            found[at] = made + "l"
    return " ".join(found)
