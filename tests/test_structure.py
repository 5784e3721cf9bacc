"""The house rules that a machine can keep: who imports whom, where French stands, what is told."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from bot.cli.main import app
from bot.cli.reference import PAGE, page
from tests.conftest import ROOT

MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/**/*.py")])
FRENCH = re.compile(r"[éèêàùçôîâœ«»]|\b(?:vous|votre|votez|une|les|des|est)\b")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


WORD_LISTS = (
    ("bot", "knowledge", "phrases.py"),
    ("bot", "knowledge", "town_sentence.py"),
    ("bot", "privacy", "recognition", "name_words.py"),
)
"""French that is looked for, not said: it stands beside its reader."""
FLOORS = (
    ("bot", "bot.clock", "bot.errors", "bot.matching", "bot.texts"),
    (
        *("bot.config", "bot.knowledge", "bot.pages.reply", "bot.privacy", "bot.questionlog"),
        *("bot.rounds", "bot.working_days"),
    ),
    ("bot.consultations", "bot.editorial", "bot.pages", "bot.running"),
    ("bot.conversation", "bot.exports", "bot.review"),
    ("bot.console", "handlers"),
    ("handlers.transport",),
    ("bot.app",),
    ("bot.cli",),
)
"""The rooms, from the ground up: each may use those below, and none on its own floor."""
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def room_of(module: str) -> str:
    """The room that a module stands in: the longest name of a room that begins it."""
    parts = ["bot", "cli"] if module == "bot.__main__" else module.split(".")
    return next(name for n in range(len(parts), 0, -1) if (name := ".".join(parts[:n])) in ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    room = room_of(module)
    used = {room_of(name) for name in imports(path) if name.split(".")[0] in ("bot", "handlers")}
    up = {other for other in used - {room} if ROOMS[other] >= ROOMS[room]}
    assert not up, f"{module} climbs to {up}"
    if not module.startswith(("handlers", "bot.app")):
        assert "telegram" not in {name.split(".")[0] for name in imports(path)}
    if room == "bot.matching":
        tops = {name.split(".")[0] for name in imports(path)}
        assert not tops & {"sqlalchemy", "yaml", "asyncio", "logging", "pydantic", "time"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short_and_open_with_a_docstring(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= 300
    assert ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_french_stands_in_texts(path: Path) -> None:
    inside = path.relative_to(ROOT).parts
    if inside[:2] in (("bot", "texts"), ("bot", "matching")) or inside in WORD_LISTS:
        return
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    below_fields = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in docstrings | below_fields:
                continue
            assert not (FRENCH.search(node.value) and " " in node.value), node.value


def test_the_reference_is_what_the_program_says() -> None:
    written = (ROOT / PAGE).read_text("utf-8")
    assert written == page(app), "run: python -m bot reference"


def test_every_dependency_has_its_reason() -> None:
    table = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = re.search(r"dependencies = \[(.*?)\n\]", project, re.DOTALL)
    assert listed is not None
    for name in re.findall(r'"([A-Za-z0-9-]+)', listed[1]):
        assert f"| {name.lower()} " in table


LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)")


@pytest.mark.parametrize(
    "page",
    sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "knowledge" / "GUIDE.md"]),
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", ["security.md", "operations.md", "tools.md"])
def test_the_tests_that_pages_name_are_there(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    named = re.findall(r"`(?:tests/)?((?:\w+/)*test_\w+\.py)`", text)
    assert named
    assert [name for name in named if not (ROOT / "tests" / name).is_file()] == []


def _said() -> list[str]:
    return sorted(
        node.target.id
        for path in (ROOT / "bot" / "texts").glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    )


def test_every_text_is_said() -> None:
    files = [*MODULES, *(ROOT / "bot").rglob("*.html*")]
    words = Counter(word for path in files for word in re.findall(r"\w+", path.read_text("utf-8")))
    assert [name for name in _said() if words[name] < 2] == []
