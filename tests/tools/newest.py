"""What the next versions of the libraries will do to us: run it weekly, outside CI.

    python -m tests.tools.newest [what pytest is to run with the newest dependencies…]

It holds the fields that the installed python-telegram-bot requires against the newest published
types of the Bot API (@grammyjs/types and aiogram): one that may now be absent would break the
reading of an update. Then it installs the newest version of every dependency, whatever
pyproject.toml allows, and runs the tests on them. docs/operations.md keeps what it printed.
"""

import inspect
import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Final

import telegram

from tests.conftest import ROOT
from tests.running.test_supply import wanted
from tests.tools.installed import done, make_venv

Types = dict[str, dict[str, bool]]
"""From a type's name to its fields, and whether each always stands."""
READ: Final = (
    "CallbackQuery", "Chat", "ChatMemberUpdated", "InlineQuery", "Message", "Update", "User",
)  # fmt: skip
"""The types that the service reads; the others come inside them."""
AIOGRAM: Final = """
import inspect, json, sys
import aiogram
from pydantic import BaseModel
kept = {name: {field.alias or key: field.is_required() for key, field in kind.model_fields.items()}
        for name, kind in vars(aiogram.types).items()
        if inspect.isclass(kind) and issubclass(kind, BaseModel)}
print(json.dumps([f"aiogram {aiogram.__version__} (Bot API {aiogram.__api_version__})", kept]))
"""


def installed() -> Types:
    """The types of the installed library, by the arguments that build them."""
    kinds = {
        name: kind
        for name, kind in vars(telegram).items()
        if inspect.isclass(kind) and issubclass(kind, telegram.TelegramObject)
    }
    return {name: dict(_arguments(kind)) for name, kind in kinds.items()}


def _arguments(kind: type) -> list[tuple[str, bool]]:
    listed = list(inspect.signature(kind).parameters.values())
    return [
        ("from" if one.name == "from_user" else one.name, one.default is inspect.Parameter.empty)
        for one in listed
        if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]


def by_grammy(folder: Path) -> tuple[str, Types]:
    """The types of the newest @grammyjs/types, as TypeScript understands them."""
    quiet = ("--silent", "--no-audit", "--no-fund", "--prefix", str(folder))
    done("npm", "install", *quiet, "@grammyjs/types@latest", "typescript@5.9")
    shutil.copy(Path(__file__).with_name("fields.mjs"), folder)
    found: Types = json.loads(done("node", "fields.mjs", cwd=folder))
    package = folder / "node_modules" / "@grammyjs" / "types" / "package.json"
    return f"@grammyjs/types {json.loads(package.read_text('utf-8'))['version']}", found


def by_aiogram(folder: Path) -> tuple[str, Types]:
    """The types of the newest aiogram."""
    name, found = json.loads(done(str(make_venv(folder, "aiogram")), "-c", AIOGRAM))
    return name, found


def compared(ours: Types, name: str, newest: Types) -> None:
    """Print what the installed library requires in vain, and what it does not know."""
    common = [kind for kind in ours if newest.get(kind)]  # abstract ones have no field there
    broken = [
        f"{kind}.{field}"
        for kind in common
        for field, required in ours[kind].items()
        if required and not newest[kind].get(field, False)
    ]
    print(f"\n{name}: {len(common)} types in common")
    print("  required by the installed library, no more by these types:", *(broken or ["none"]))
    for kind in READ:
        unknown = sorted(set(newest.get(kind, {})) - set(ours[kind]))
        if unknown:
            print(f"  passed over in {kind}:", *unknown)


def newest_dependencies(folder: Path, tests: list[str]) -> int:
    """Install the newest of everything, say what the lock holds instead, run the tests."""
    names = [one.partition(">")[0] for group in ("run", "dev") for one in wanted(group)]
    python = make_venv(folder, "--upgrade", *names)
    listed = json.loads(done(str(python), "-m", "pip", "list", "--format", "json"))
    lock = (ROOT / "requirements-dev.lock").read_text("utf-8").lower()
    print("\nnewer than requirements-dev.lock:")
    for one in listed:
        name = one["name"].lower().replace("_", "-")
        held = re.findall(rf"(?m)^{re.escape(name)}(?:\[\S+\])?==(\S+)", lock)
        if held and one["version"] not in held:
            print(f"  {name} {held[0]} -> {one['version']}")
    return subprocess.run(
        [str(python), "-m", "pytest", "-q", *tests], cwd=ROOT, check=False
    ).returncode


def main() -> int:
    """Print it all; the status is that of the tests."""
    ours = installed()
    api = telegram.constants.BOT_API_VERSION
    print(f"python-telegram-bot {version('python-telegram-bot')} (Bot API {api})")
    with tempfile.TemporaryDirectory() as folder:
        for number, source in enumerate((by_grammy, by_aiogram)):
            compared(ours, *source(Path(folder, str(number))))
        sys.stdout.flush()
        return newest_dependencies(Path(folder, "newest"), sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
