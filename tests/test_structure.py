"""The house rules that a machine can keep: who imports whom, where French stands, what is told."""

import ast
import re
from pathlib import Path

import pytest

from bot.cli.main import app
from bot.config import Settings
from tests.conftest import ROOT

MODULES = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/*.py")])
FRENCH = re.compile(r"[éèêàùçôîâœ«»]|\b(?:vous|votre|votez|une|les|des|est)\b")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    inside = path.relative_to(ROOT).parts
    if inside[0] == "bot" and inside[1] != "app.py":
        assert not tops & {"telegram", "handlers"}
    if inside[:2] == ("bot", "matching"):
        assert not tops & {"sqlalchemy", "yaml", "asyncio", "logging", "pydantic", "time"}
        assert all(n.startswith("bot.matching") for n in imports(path) if n.startswith("bot"))
    if inside[:2] == ("bot", "questionlog"):
        allowed = ("bot.questionlog", "bot.errors", "bot.texts")
        assert all(n.startswith(allowed) for n in imports(path) if n.startswith("bot"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short_and_open_with_a_docstring(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= 300
    assert ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_french_stands_in_texts(path: Path) -> None:
    inside = path.relative_to(ROOT).parts
    if inside[:2] in (("bot", "texts"), ("bot", "matching")):
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


def test_readme_tells_every_setting_and_every_verb() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in Settings.model_fields:
        assert f"`{name.upper()}`" in readme
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__
        assert f"`{name}" in readme


def test_readme_gives_a_reason_for_every_dependency() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = re.search(r"dependencies = \[(.*?)\n\]", project, re.DOTALL)
    assert listed is not None
    for name in re.findall(r'"([A-Za-z0-9-]+)', listed[1]):
        assert f"| {name.lower()} " in readme
