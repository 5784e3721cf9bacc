"""What `-o` and the verbs that write do to what already stands under a name."""

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bot.files import SUFFIX, scratch_folder, write_aside
from tests.conftest import SAMPLE
from tests.running.command import HERE, run

pytestmark = pytest.mark.slow

WRITER = """
import sys, time
from pathlib import Path
from bot.files import write_aside
with write_aside(Path(sys.argv[1])) as file:
    file.write(b"half of what a mayor asked")
    file.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def asked(sqlite: str) -> str:
    run("ask", "le dromadaire bleu", "--log", "--database", sqlite)
    return sqlite


VERBS = [
    ["export", "-o"],
    ["export", "--format", "xlsx", "-o"],
    ["report", "-o"],
]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_pipe_is_written_through(verb: list[str], asked: str, tmp_path: Path) -> None:
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    with subprocess.Popen(["timeout", "20", "cat", pipe], stdout=subprocess.PIPE) as reader:  # noqa: S603, S607
        done = run(*verb, str(pipe), "--database", asked)
        got, _ = reader.communicate()
    assert done.returncode == 0
    assert len(got) > 100
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_device_stays_a_device(verb: list[str], asked: str, tmp_path: Path) -> None:
    device = tmp_path / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        device.open("wb").close()
    except OSError:
        pytest.skip("devices cannot be made here")
    assert run(*verb, str(device), "--database", asked).returncode == 0
    assert stat.S_ISCHR(device.lstat().st_mode)


@pytest.mark.parametrize("verb", [*VERBS, ["backup"]], ids=" ".join)
def test_a_link_out_of_the_folder_and_a_folder_are_refused(
    verb: list[str], asked: str, tmp_path: Path
) -> None:
    other = tmp_path / "ailleurs"
    other.mkdir()
    (other / "precieux").write_text("precious", "utf-8")
    (tmp_path / "lien").symlink_to(other / "precieux")
    (tmp_path / "pendant").symlink_to(other / "absent")
    for name, words in (("lien", "lien"), ("pendant", "lien"), ("ailleurs", "dossier")):
        done = run(*verb, str(tmp_path / name), "--database", asked)
        assert (done.returncode, done.stdout) == (1, "")
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert (other / "precieux").read_text("utf-8") == "precious"
    assert os.listdir(other) == ["precieux"]  # noqa: PTH208


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_modes_are_kept_and_new_files_are_private(
    verb: list[str], asked: str, tmp_path: Path
) -> None:
    old, new = tmp_path / "ancien", tmp_path / "nouveau"
    old.write_text("before", "utf-8")
    old.chmod(0o640)
    for path in (old, new):
        assert run(*verb, str(path), "--database", asked).returncode == 0
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert old.stat().st_size > 100


@pytest.mark.parametrize("verb", [*VERBS, ["backup"]], ids=" ".join)
def test_a_full_disk_leaves_the_old_file_whole(
    verb: list[str], asked: str, tmp_path: Path
) -> None:
    target = tmp_path / "ancien"
    if verb == ["backup"]:
        assert run("backup", str(target), "--database", asked).returncode == 0
    else:
        target.write_text("before", "utf-8")
    before = target.read_bytes()
    words = " ".join([sys.executable, "-m", "bot", *verb, str(target), "--database", asked])
    done = subprocess.run(  # noqa: S603
        ["bash", "-c", f"trap '' XFSZ; ulimit -f 1; exec {words}"],  # noqa: S607
        # bytecode written under that limit is cut short, and stays for whoever imports it next
        env={**HERE, "KNOWLEDGE_DIR": str(SAMPLE), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if done.returncode == 0:  # small enough for one block
        assert target.stat().st_size < 1024
        return
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_what_is_open_already_may_be_named(asked: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "bot", "export", "-o", "/dev/stdout", "--database", asked]
    done = subprocess.run(words, env=HERE, capture_output=True, text=True)  # noqa: S603
    assert "le dromadaire bleu" in done.stdout


def test_nothing_is_left_by_a_kill(tmp_path: Path) -> None:
    target = tmp_path / "export.csv"
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITER, str(target)],
        stdout=subprocess.PIPE,
        env=HERE,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        writer.send_signal(signal.SIGKILL)
    assert not list(tmp_path.iterdir())


def test_what_a_kill_left_is_cleaned_by_who_writes_next(tmp_path: Path) -> None:
    left, foreign = tmp_path / f".une.db.12ab34cd{SUFFIX}", tmp_path / f".lien{SUFFIX}"
    left.write_text("texts", "utf-8")
    (tmp_path / "precieux").write_text("precious", "utf-8")
    foreign.symlink_to(tmp_path / "precieux")
    with write_aside(tmp_path / "a") as one, write_aside(tmp_path / "b") as other:
        one.write(b"a")  # neither takes the other for what a kill left
        other.write(b"b")
    assert not left.exists()
    assert (tmp_path / "precieux").exists()
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"a", b"b")


def test_what_others_hide_beside_a_target_is_left_alone(tmp_path: Path) -> None:
    """A kill leaves regular files of ours alone, named as no one else names theirs."""
    ours = [f".a.0123abcd{SUFFIX}", f".b.4567cdef{SUFFIX}-journal"]
    files = [f".notes{SUFFIX}", f".notes{SUFFIX}-wal", f".a.01234xyz{SUFFIX}", ".notes.partial"]
    folders = [f".mes-notes{SUFFIX}", f".a.89abcdef{SUFFIX}", ".vieux.partial"]
    for name in (*ours, *files):
        (tmp_path / name).write_text("x", "utf-8")
    for name in folders:
        (tmp_path / name).mkdir()
        (tmp_path / name / "precieux").write_text("x", "utf-8")
    for path in tmp_path.iterdir():
        os.utime(path, (time.time() - 7200,) * 2)
    with write_aside(tmp_path / "a") as file:
        file.write(b"a")
    assert {path.name for path in tmp_path.iterdir()} == {"a", *files, *folders}
    assert all((tmp_path / name / "precieux").exists() for name in folders)


def test_without_nameless_files_the_same_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE")
    target = tmp_path / "x"
    with write_aside(target) as file:
        file.write(b"one")
    with suppress(RuntimeError), write_aside(target) as file:
        file.write(b"two")
        raise RuntimeError
    assert target.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [target]


def test_scratch_folders_of_the_killed_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "petites-villes-abc").mkdir()
    (tmp_path / "petites-villes-abc" / "texts").write_text("x", "utf-8")
    with scratch_folder() as one, scratch_folder() as other:
        assert one.is_dir()
        assert other.is_dir()
    assert not list(tmp_path.iterdir())


CONSULT = ["consult", "export", "essai", "-o"], ["consult", "codes", "essai", "membres.csv", "-o"]
BESIDE = ["./log.db", "log.db-wal", "log.db.cle", "log.db.verrou", "lien"]


@pytest.mark.parametrize(
    ("verb", "name"),
    [
        *((verb, "log.db") for verb in (*VERBS, *CONSULT, ["restore", "--avant"])),
        *((["report", "-o"], name) for name in BESIDE),
    ],
)
def test_nothing_is_written_over_the_database(
    verb: list[str], name: str, asked: str, tmp_path: Path
) -> None:
    (tmp_path / "membres.csv").write_text("insee\n23096\n", "utf-8")
    (tmp_path / "lien").symlink_to("log.db")
    form = ["--format", "csv"] if verb == ["export", "-o"] else []
    done = run(*verb, name, *form, "--database", asked)
    assert (done.returncode, done.stdout) == (1, "")
    assert "base du service" in done.stderr
    shown = run("export", "--format", "ndjson", "--database", asked)
    assert "le dromadaire bleu" in shown.stdout


@pytest.mark.parametrize(
    "name",
    [
        "service.db",
        "service.db-wal",
        "log.db.avant-2026",
        "vieux.db.cle",
        "autre.db",
        "autre.db-wal",
        "autre.db-shm",
        "autre.db-journal",
    ],
)
def test_nothing_is_written_over_another_database(name: str, asked: str, tmp_path: Path) -> None:
    """`--base` names a trial; the service's own and what was set aside stand beside it."""
    (tmp_path / "service.db").write_bytes((tmp_path / "log.db").read_bytes())
    if name == "autre.db":
        (tmp_path / name).write_bytes((tmp_path / "log.db").read_bytes())
    elif name != "service.db":
        (tmp_path / name).write_bytes(b"precious")
    before = (tmp_path / name).read_bytes()
    served = asked.replace("log.db", "service.db")
    done = run("report", "-o", name, "--database", asked, DATABASE_URL=served)
    assert (done.returncode, done.stdout) == (1, "")
    assert "base du service" in done.stderr
    assert (tmp_path / name).read_bytes() == before


def test_what_followed_a_copy_is_not_written_over(asked: str, tmp_path: Path) -> None:
    """A first restoration may have stopped before it was applied."""
    assert run("restore", "--avant", "since.json", "--database", asked).returncode == 0
    before = (tmp_path / "since.json").read_bytes()
    again = run("restore", "--avant", "since.json", "--database", asked)
    assert again.returncode == 1
    assert "--apres since.json" in again.stderr
    assert (tmp_path / "since.json").read_bytes() == before
