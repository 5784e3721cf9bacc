"""Stems, lexicon, vocabulary and what the package may import."""

import ast
from pathlib import Path

import pytest

from bot.matching import calibration, evidence, scoring
from bot.matching.lexicon import Lexicon
from bot.matching.stems import stem
from bot.matching.vocabulary import Vocabulary

PACKAGE = Path(calibration.__file__).parent
ALLOWED = {"bot", "numpy", "rapidfuzz", "Stemmer"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("raccorde", "raccordement"), ("raccordee", "raccorder"), ("ecole", "ecoles"),
        ("renover", "renovation"), ("commerces", "commercants"), ("municipal", "municipales"),
    ],
)  # fmt: skip
def test_same_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_lexicon_finds_phrases_both_ways() -> None:
    lexicon = Lexicon.build({"TAD": ["transport à la demande"]}, [["bus", "car"]])
    of_phrase = lexicon.find([stem(w) for w in ("transport", "a", "la", "demande")])
    of_acronym = lexicon.find(["tad"])
    assert of_phrase[0][2] == of_acronym[0][2] == 0
    assert of_phrase[0][:2] == (0, 4)


def test_vocabulary_repairs_within_distance() -> None:
    vocabulary = Vocabulary({"facade": 3, "fontaine": 1, "revitalisation": 2})
    assert vocabulary.alike("fcade")[0].word == "facade"
    assert vocabulary.alike("revitalistaion")[0].distance <= 2
    assert vocabulary.alike("zzzzzz") == ()
    assert "facade" in vocabulary


def test_weights_fit_the_features() -> None:
    assert len(calibration.RANKING) == len(scoring.FEATURES)
    assert len(calibration.ANSWER) == len(calibration.OFFER) == len(evidence.EVIDENCE)


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda p: p.stem)
def test_imports_and_size(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 310
    roots = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            roots.add((node.module or "").split(".")[0])
    forbidden = {"telegram", "sqlalchemy", "yaml", "asyncio", "logging", "pydantic", "time"}
    assert not roots & forbidden
    assert all(root in ALLOWED or root.islower() for root in roots)
