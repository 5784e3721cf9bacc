"""What editors' tools do with the shipped base and with planted faults.

    python -m tests.tools

prints the tables of docs/tools.md. It fails where a validator finds a fault in what is shipped,
where a planted fault is seen otherwise than the page says, or where a formatter that the page
recommends changes what a fiche says.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from bot.config import SHIPPED_KNOWLEDGE
from bot.knowledge.checks import advice
from bot.knowledge.files import read_folder
from bot.knowledge.yaml_reader import read
from tests.conftest import ROOT
from tests.knowledge.test_faults import GOOD, ONE_FAULT, TODAY
from tests.tools.installed import done, install, shown
from tests.tools.language_server import LanguageServer

PAGE: Final = ROOT / "docs" / "tools.md"
SAFE: Final = ("prettier", "oxfmt")
SHIPPED: Final = sorted([*SHIPPED_KNOWLEDGE.rglob("*.yaml"), *ROOT.glob("consultations/*.yaml")])
SCHEMAS: Final = sorted(ROOT.glob("*/schemas/*.json"))
FICHE: Final = SHIPPED_KNOWLEDGE / "schemas" / "fiche.schema.json"
NAMES_SCHEMA: Final = "# yaml-language-server: $schema="
YES, NO = "yes", "–"
Found = dict[str, bool]
"""Whether each file has a fault for a tool."""


def schema_of(path: Path) -> Path:
    """The schema that the first line of a file names."""
    first = path.read_text("utf-8").split("\n", 1)[0]
    return Path(path.parent, first.split("=", 1)[1]).resolve()


def by_ajv(tools: Path, jobs: dict[Path, list[Path]]) -> Found:
    """ajv with formats, the files read as YAML 1.2."""
    shutil.copy(Path(__file__).with_name("ajv.mjs"), tools)
    given = json.dumps({str(one): [str(file) for file in files] for one, files in jobs.items()})
    found = json.loads(done("node", "ajv.mjs", cwd=tools, given=given))
    return {file: bool(faults) for file, faults in found.items()}


def by_check_jsonschema(tools: Path, jobs: dict[Path, list[Path]]) -> Found:
    """check-jsonschema; the schemas themselves are held against their metaschema first."""
    program = str(tools / "python" / "bin" / "check-jsonschema")
    done(program, "--check-metaschema", *map(str, SCHEMAS))
    found: Found = {}
    for schema, files in jobs.items():
        words = (program, "--output-format", "json", "--schemafile", str(schema))
        report = json.loads(done(*words, *map(str, files), statuses=(0, 1)))
        told = [*report.get("errors", ()), *report.get("parse_errors", ())]
        wrong = {one["filename"] for one in told}
        found |= {str(file): str(file) in wrong for file in files}
    return found


def by_language_server(tools: Path, jobs: dict[Path, list[Path]]) -> Found:
    """yaml-language-server over LSP; a fiche half typed must be offered its fields."""
    server = LanguageServer(tools, ROOT)
    beside = SHIPPED_KNOWLEDGE / "partenariat" / "essai.yaml"
    line = f"{NAMES_SCHEMA}{FICHE}\n"
    offered = server.completions(beside, f"{line}question: Qui ?\nvar")
    assert "variantes" in offered, offered
    found = {}
    for file in (file for files in jobs.values() for file in files):
        text = file.read_text("utf-8")
        names_it = text.startswith(NAMES_SCHEMA)
        found[str(file)] = bool(server.faults(file, text if names_it else line + text))
    server.close()
    return found


VALIDATORS: Final[dict[str, Callable[[Path, dict[Path, list[Path]]], Found]]] = {
    "ajv": by_ajv,
    "check-jsonschema": by_check_jsonschema,
    "yaml-language-server": by_language_server,
}


def shipped_files_pass(tools: Path) -> None:
    """No validator finds anything in what is shipped."""
    jobs: dict[Path, list[Path]] = {}
    for path in SHIPPED:
        jobs.setdefault(schema_of(path), []).append(path)
    for name, validator in VALIDATORS.items():
        wrong = [file for file, fault in validator(tools, jobs).items() if fault]
        if wrong:
            sys.exit(f"{name}: {wrong}")


def planted_faults(tools: Path) -> Iterator[str]:
    """Each planted fault, and which tool sees it; `check` sees all (tests/knowledge)."""
    folder = tools / "planted"
    folder.mkdir()
    files: list[Path] = []
    for number, (content, _, _) in enumerate([(GOOD, 0, ""), *ONE_FAULT.values()]):
        files.append(folder / f"fiche-{number:02}.yaml")
        files[-1].write_text(content, "utf-8")
    seen = [validator(tools, {FICHE: files}) for validator in VALIDATORS.values()]
    assert not any(found[str(files[0])] for found in seen), "the fiche without a fault"
    yield f"| fault | `check` | {' | '.join(map(shown, VALIDATORS))} |"
    yield "| --- | --- | --- | --- | --- |"
    for name, file in zip(ONE_FAULT, files[1:], strict=True):
        cells = [YES if found[str(file)] else NO for found in seen]
        yield f"| {name} | {YES} | {' | '.join(cells)} |"


def formatters(tools: Path) -> Iterator[str]:
    """What each formatter changes in the shipped base, and what `check` then says."""
    programs = tools / "node_modules" / ".bin"
    config = str(ROOT / ".prettierrc")
    runs = {
        "prettier": [str(programs / "prettier"), "--config", config, "--write"],
        "oxfmt": [str(programs / "oxfmt")],
        "yamlfix": [str(tools / "python" / "bin" / "yamlfix")],
    }
    yield "| formatter | files written otherwise | meaning changed | `check` asks to read again |"
    yield "| --- | --- | --- | --- |"
    for name, words in runs.items():
        folder = tools / name
        shutil.copytree(SHIPPED_KNOWLEDGE, folder)
        files = sorted(folder.rglob("*.yaml"))
        done(*words, *(str(file.relative_to(tools)) for file in files), cwd=tools)
        pairs = [(SHIPPED_KNOWLEDGE / file.relative_to(folder), file) for file in files]
        texts = [(old.read_text("utf-8"), new.read_text("utf-8")) for old, new in pairs]
        written = sum(old != new for old, new in texts)
        meant = sum(old != new and read(old).data != read(new).data for old, new in texts)
        told = [str(fault) for fault in advice(read_folder(folder), TODAY)]
        if meant and name in SAFE:
            sys.exit(f"{name} changes what {meant} files say")
        again = sum("a changé depuis la relecture" in fault for fault in told)
        yield f"| {shown(name)} | {written} of {len(files)} | {meant} | {again} |"


def main() -> None:
    """Install, run, print; fail where the page says otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        tools = install(Path(folder))
        shipped_files_pass(tools)
        table = list(planted_faults(tools))
        print("\n".join([*table, "", *formatters(tools)]))
    page = PAGE.read_text("utf-8").splitlines()
    missing = [line for line in table if line not in page]
    sys.exit("\n".join(["docs/tools.md lacks:", *missing]) if missing else 0)


if __name__ == "__main__":
    main()
