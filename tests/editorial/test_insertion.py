"""A phrasing put into a fiche: nothing else moves."""

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.editorial.insertion import insert_phrasing
from bot.errors import AssistantError

HEAD = "question: Comment choisir un banc ?\n"
TAIL = "reponse: |\n  Un **banc**.\nverifie_le: 2026-01-12  # relu\n"
NEW = "Quel banc acheter"

SHAPES = {
    "block": (
        f"{HEAD}variantes:\n  - a\n  - b\n{TAIL}",
        f"{HEAD}variantes:\n  - a\n  - b\n  - {NEW}\n{TAIL}",
    ),
    "no indent": (
        f"{HEAD}variantes:\n- a\n{TAIL}",
        f"{HEAD}variantes:\n- a\n- {NEW}\n{TAIL}",
    ),
    "deep, wide dash": (
        f"{HEAD}variantes:\n      -   a\n{TAIL}",
        f"{HEAD}variantes:\n      -   a\n      -   {NEW}\n{TAIL}",
    ),
    "trailing comments": (
        f"{HEAD}variantes:  # trois\n  - a  # un\n  # - retirée\n{TAIL}",
        f"{HEAD}variantes:  # trois\n  - a  # un\n  - {NEW}\n  # - retirée\n{TAIL}",
    ),
    "quoted": (
        f"{HEAD}variantes:\n  - 'l''a # b'\n  - \"b: c\"\n\n{TAIL}",
        f"{HEAD}variantes:\n  - 'l''a # b'\n  - \"b: c\"\n  - {NEW}\n\n{TAIL}",
    ),
    "folded over two lines": (
        f"{HEAD}variantes:\n  - a\n    b\n{TAIL}",
        f"{HEAD}variantes:\n  - a\n    b\n  - {NEW}\n{TAIL}",
    ),
    "block text last": (
        f"{HEAD}variantes:\n  - |\n    a\n\n{TAIL}",
        f"{HEAD}variantes:\n  - |\n    a\n  - {NEW}\n\n{TAIL}",
    ),
    "kept block text last": (
        f"{HEAD}variantes:\n  - |+\n    a\n\n{TAIL}",
        f"{HEAD}variantes:\n  - |+\n    a\n\n  - {NEW}\n{TAIL}",
    ),
    "flow": (
        f"{HEAD}variantes: [a, 'b, c']  # deux\n{TAIL}",
        f"{HEAD}variantes: [a, 'b, c', {NEW}]  # deux\n{TAIL}",
    ),
    "flow, trailing comma": (
        f"{HEAD}variantes: [a, ]\n{TAIL}",
        f"{HEAD}variantes: [a, {NEW}, ]\n{TAIL}",
    ),
    "flow, a line each": (
        f"{HEAD}variantes: [\n  a,  # un\n  b  # deux\n]\n{TAIL}",
        f"{HEAD}variantes: [\n  a,  # un\n  b,  # deux\n  {NEW}\n]\n{TAIL}",
    ),
    "flow, a line each, trailing comma": (
        f"{HEAD}variantes: [\n  a,  # un\n]\n{TAIL}",
        f"{HEAD}variantes: [\n  a,  # un\n  {NEW},\n]\n{TAIL}",
    ),
    "flow, closed on the last line": (
        f"{HEAD}variantes: [\n  a]\n{TAIL}",
        f"{HEAD}variantes: [\n  a, {NEW}]\n{TAIL}",
    ),
    "empty": (f"{HEAD}variantes: []\n{TAIL}", f"{HEAD}variantes: [{NEW}]\n{TAIL}"),
    "none": (f"{HEAD}{TAIL}", f"{HEAD}variantes:\n  - {NEW}\n{TAIL}"),
    "none, lists without indent": (
        f"# début\n{HEAD}{TAIL}tests:\n- t\n",
        f"# début\n{HEAD}variantes:\n- {NEW}\n{TAIL}tests:\n- t\n",
    ),
    "none, block title": (
        f"question: >\n  Comment\n  choisir ?\n\n{TAIL}",
        f"question: >\n  Comment\n  choisir ?\nvariantes:\n  - {NEW}\n\n{TAIL}",
    ),
    "none, block title at the end": (
        "---\nreponse: r\nquestion: |\n  Q",
        f"---\nvariantes:\n  - {NEW}\nreponse: r\nquestion: |\n  Q",
    ),
    "end of file": (f"{HEAD}variantes:\n  - a", f"{HEAD}variantes:\n  - a\n  - {NEW}"),
    "end of file, comment": (
        f"{HEAD}variantes:\n  - a # fin",
        f"{HEAD}variantes:\n  - a # fin\n  - {NEW}",
    ),
    "byte order mark": (
        f"\ufeff{HEAD}variantes:\n  - a\n",
        f"\ufeff{HEAD}variantes:\n  - a\n  - {NEW}\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), SHAPES.values(), ids=SHAPES)
def test_shapes(before: str, after: str) -> None:
    assert insert_phrasing(before, NEW) == after


@pytest.mark.parametrize(("before", "after"), SHAPES.values(), ids=SHAPES)
def test_line_endings_are_kept(before: str, after: str) -> None:
    windows = insert_phrasing(before.replace("\n", "\r\n"), NEW)
    assert windows == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "phrasing", ["12:30", "oui", "no", "a: b", "- a", "#a", "[a", "l'a", "=", ""]
)
@pytest.mark.parametrize("before", [f"{HEAD}variantes: [a]\n", f"{HEAD}variantes:\n- a\n", HEAD])
def test_what_yaml_would_read_otherwise_is_quoted(before: str, phrasing: str) -> None:
    assert yaml.safe_load(insert_phrasing(before, phrasing))["variantes"][-1] == phrasing


REFUSED = {
    "faults": f"{HEAD}variantes:\n  - a\n  - 12:30\n",
    "not yaml": "question: [",
    "not a fiche": "- a\n",
    "nothing": "",
    "a text": f"{HEAD}variantes: a\n",
    "no value": f"{HEAD}variantes:\n",
    "two documents": f"{HEAD}---\n{HEAD}",
    "alias": "question: &q Q\nvariantes: [*q]\n",
    "flow fiche": "{question: Q}",
    "block text at the very end": f"{HEAD}variantes:\n  - |\n    a",
}


@pytest.mark.parametrize("before", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused(before: str) -> None:
    with pytest.raises(AssistantError):
        insert_phrasing(before, NEW)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]),
    min_size=1,
    max_size=30,
)
PHRASINGS = st.one_of(
    WORDS, st.sampled_from(["l'été", "a # b", "a: b", "[x]", "- a", "01004", "~"])
)
STYLES = st.sampled_from([None, "'", '"', ">", "|"])
COMMENTS = st.sampled_from(["", "  # note", " # - [a: 'b"])


def scalar(text: str, style: str | None = None) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


@st.composite
def values(draw: st.DrawFn, key: str) -> yaml.Node:
    """A list or a text, written one of many ways."""
    if key in ("question", "reponse"):
        return scalar(draw(PHRASINGS), draw(STYLES))
    held = [scalar(draw(PHRASINGS), draw(STYLES)) for _ in range(draw(st.integers(0, 4)))]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", held, flow_style=draw(st.booleans()))


@st.composite
def fiches(draw: st.DrawFn) -> str:
    """A fiche written one of many ways."""
    keys = draw(st.permutations(["question", "reponse", "variantes", "tests"]))
    pieces = []
    for key in keys[draw(st.integers(0, 1)) :]:
        pair = (scalar(key), draw(values(key)))
        root = yaml.MappingNode("tag:yaml.org,2002:map", [pair], flow_style=False)
        unicode, width = draw(st.booleans()), draw(st.sampled_from([20, 80, 1000]))
        dumped = yaml.serialize(root, allow_unicode=unicode, width=width)
        note = draw(COMMENTS)
        if draw(st.booleans()):
            dumped = dumped.replace("\n- ", "\n    - ").replace("\n  ", "\n      ")
        pieces += [f"#{note}\n" if note else "", dumped, draw(st.sampled_from(["", "\n"]))]
    source = "".join(pieces)
    if draw(st.booleans()):
        source = source.rstrip("\n")
    if draw(st.booleans()):
        source = source.replace("\n", "\r\n")
    return source


def is_inside(short: str, long: str) -> bool:
    """Whether one text is another with parts left out."""
    rest = iter(long)
    return all(character in rest for character in short)


@settings(max_examples=300)
@given(fiches(), PHRASINGS)
def test_the_file_says_the_same_and_the_phrasing(source: str, phrasing: str) -> None:
    try:
        before = yaml.safe_load(source)
        after = insert_phrasing(source, phrasing)
    except (AssistantError, yaml.YAMLError):
        assume(False)
        return
    wanted = {**before, "variantes": [*before.get("variantes", []), phrasing]}
    assert yaml.safe_load(after) == wanted
    assert is_inside(source, after)
