"""The deployment page to the letter: its own lines, run in a fresh folder that stands for /."""

import importlib.util
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, SAMPLE
from tests.running.command import run

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
SETTINGS = """# Those who answer; systemd reads it so.
REVIEWER_IDS="900 901"
; and the group
STAFF_CHAT_ID=-100200300
REPLY_DAYS='12'
LOG_FORMAT=js\\
on
"""
STUBS = ("useradd", "systemctl", "sudo", "apt-get", "certbot", "nginx", "journalctl")
"""What needs root or a network: noted, not done."""


def block(heading: str, number: int = 0) -> str:
    page = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    part = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found: list[str] = BLOCK.findall(part)
    return found[number]


class Machine:
    """A folder in place of /, with the page's commands run in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("opt", "etc/systemd/system", "etc/nginx/sites-enabled", "etc/caddy",
                     "var/lib/assistant", "var/backups", "usr/local/bin", "stubs"):  # fmt: skip
            (root / name).mkdir(parents=True)
        for name in STUBS:
            self._stub(name, f'echo {name} "$@" >> {root}/done')
        self._stub(
            "python3",
            f'[[ "$1 $2" == "-m venv" ]] || exec {sys.executable} "$@"\n'
            f'mkdir -p "$3/bin" && cp {root}/stubs/{{pip,python}} "$3/bin/"',
        )
        self._stub("pip", f'echo pip "$@" >> {root}/done')
        self._stub("python", f'PYTHONPATH={root}/opt/assistant exec {sys.executable} "$@"')
        self._stub("install", f'{sys.executable} {root}/stubs/install.py "$@"')
        (root / "stubs" / "install.py").write_text(
            "import subprocess, sys\n"
            "words = sys.argv[1:]\n"
            "while '-o' in words: del words[words.index('-o'):words.index('-o') + 2]\n"
            "sys.exit(subprocess.call(['/usr/bin/install', *words]))\n",
            "utf-8",
        )

    def _stub(self, name: str, body: str) -> None:
        path = self.root / "stubs" / name
        path.write_text(f"#!/bin/bash\n{body}\n", "utf-8")
        path.chmod(0o755)

    def on_it(self, text: str) -> str:
        return re.sub(r"(?<![\w./:])/(opt|etc|var|usr/local)/", rf"{self.root}/\1/", text)

    def type(self, lines: str, given: dict[str, str] | None = None) -> str:
        """Type the lines of a block, with what is pasted where one waits for it."""
        pasted = given or {}
        script = self.on_it(lines)
        for name, text in pasted.items():
            wait = re.compile(rf"^(install -m 600 /dev/stdin \S*/{name})\b.*$", re.MULTILINE)
            paste = f"\\1 <<'END'\n{text}END".replace("js\\\n", "js\\\\\n")
            script, count = wait.subn(paste, script)
            assert count == 1, name
        here = self.root / "opt" / "assistant"
        done = subprocess.run(  # noqa: S603
            ["bash", "-euo", "pipefail", "-c", script],  # noqa: S607
            cwd=here if here.exists() else self.root,
            env={
                "PATH": f"{self.root}/stubs:{self.root}/usr/local/bin:{os.environ['PATH']}",
                "ASSISTANT_UNIT": f"{self.root}/etc/systemd/system/assistant.service",
                "HOME": str(self.root),
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stderr, done.stderr
        self.status = done.returncode
        return done.stdout + done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """The service installed as the page says, from what stands in this checkout."""
    made = Machine(tmp_path / "machine")
    source = tmp_path / "repository"
    _repository(source)
    settings = f"{SETTINGS}KNOWLEDGE_DIR={SAMPLE}\n"
    lines = block("One machine").replace("<repository>", str(source))
    shown = made.type(lines, {"telegram_bot_token": "123:abc\n", "settings": settings})
    assert made.status == 0, shown
    unit = made.root / "etc/systemd/system/assistant.service"
    text = unit.read_text("utf-8").replace("User=assistant\n", "")
    for path in ("/etc/assistant", "/var/lib/assistant", "/opt/assistant"):
        text = text.replace(path, f"{made.root}{path}")
    unit.write_text(text, "utf-8")
    return made


def _repository(folder: Path) -> None:
    """This checkout as it stands, committed and tagged as a version is."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    for name in listed:
        if name.startswith(("tests/", "knowledge/")) or not (ROOT / name).is_file():
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
        (folder / name).chmod((ROOT / name).stat().st_mode)
    version = re.search(r"git checkout (v\S+)", block("One machine"))
    assert version is not None
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"], ["tag", version[1]]):
        subprocess.run([*git, *words], cwd=folder, check=True)  # noqa: S603
    assert f"v{_version()}" == version[1]


def _version() -> str:
    return run("--version").stdout.strip()


def test_installed_as_the_page_says(machine: Machine) -> None:
    done = (machine.root / "done").read_text("utf-8")
    assert "pip install --require-hashes -r requirements-build.lock -r requirements.lock" in done
    assert "systemctl enable --now assistant" in done
    for name in ("telegram_bot_token", "address_key", "settings"):
        path = machine.root / "etc/assistant" / name
        assert path.stat().st_mode & 0o077 == 0
    assert len((machine.root / "etc/assistant/address_key").read_text("ascii").strip()) == 64


def test_doctor_and_backup_speak_of_the_database_that_is_served(machine: Machine) -> None:
    served = machine.root / "var/lib/assistant/assistant.db"
    shown = machine.type(block("One machine", 1))
    assert f"Pas encore de base : {served}" in shown
    assert not served.exists()
    assert "Personne ne relit" not in shown, "the settings file is read"
    machine.type("assistant ask 'le dromadaire bleu' --journal")
    shown = machine.type(block("Upgrading, and going back"))
    assert machine.status == 0, shown
    assert "1 question" in shown
    shown = machine.type(block("Upgrading, and going back", 1))
    assert machine.status == 0, shown
    with closing(sqlite3.connect(served)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    shown = machine.type(block("Upgrading, and going back", 2))
    assert machine.status == 0, shown
    assert "Base remise en place" in shown
    assert not list((machine.root / "var/backups/assistant").glob("*.json"))
    assert not (machine.root / "opt/assistant/data").exists()


def test_the_proxy_has_its_name_and_certificate(machine: Machine) -> None:
    for number in (0, 1, 2):
        shown = machine.type(block("Webhook and PostgreSQL", number))
        assert machine.status == 0, shown
    settings = (machine.root / "etc/assistant/settings").read_text("utf-8")
    assert "DATABASE_URL=postgresql+psycopg://" in settings
    assert "certbot certonly" in (machine.root / "done").read_text("utf-8")
    assert "server_name" in (machine.root / "etc/nginx/sites-enabled/assistant").read_text("utf-8")
    assert "dynamic" not in (machine.root / "etc/caddy/Caddyfile").read_text("utf-8")
    shown = machine.type("assistant doctor")
    assert "La base de données ne s'ouvre pas" in shown, "PostgreSQL's, no more the file's"


@pytest.fixture(scope="module")
def wrapper() -> ModuleType:
    loader = SourceFileLoader("assistant_wrapper", str(ROOT / "deploy" / "assistant"))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A=x", "x"),
        ("A=x y \n", "x y"),
        ("A= x", "x"),
        ('A="x y "', "x y "),
        ("A='x \"y\"'", 'x "y"'),
        ('A="x\\"y"', 'x"y'),
        ('A="x\\ny"', "x\\ny"),
        ("A=x # y", "x # y"),
        ("# A=y\nA=x", "x"),
        ("; A=y\n\n  A=x", "x"),
        ("A=x\\\ny", "xy"),
        ("A=x\\ y", "x y"),
        ("A=\"x\"'y'", "xy"),
        ("A=x'y'", "x'y'"),
        ("A=", ""),
        ("A=x\r\nB=y", "x"),
        ("rubbish\nA=x", "x"),
        ("# c \\\nA=y\nA=x", "x"),
    ],
)
def test_settings_are_read_as_systemd_reads_them(
    text: str, value: str, wrapper: ModuleType
) -> None:
    assert wrapper.environment_file(text)["A"] == value


def test_a_setting_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "deploy" / "assistant"), "doctor"],
        env={"ASSISTANT_UNIT": str(tmp_path / "absent.service")},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 1
    assert "ne peuvent pas être lus" in done.stderr
    assert "Traceback" not in done.stderr
