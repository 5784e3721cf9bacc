"""What is typed and read in French: options beside their English names, errors, near verbs."""

import json
import re

import pytest

from tests.running.command import run

PAIRS = [
    ("--fiches", "--knowledge"), ("--base", "--database"), ("--depuis", "--since"),
    ("--jusqu-a", "--until"), ("--etat", "--status"), ("--issue", "--outcome"),
    ("--domaine", "--domain"), ("--nominatif", "--identified"), ("--anonyme", "--anonymous"),
]  # fmt: skip


@pytest.mark.slow
def test_both_names_do_the_same(sqlite: str) -> None:
    run("ask", "c'est quoi le PEB", "--log", "--database", sqlite)
    run("ask", "c'est quoi le PEB", "--journal", "--base", sqlite)
    for since, until, status, outcome, domain in (
        ("--since", "--until", "--status", "--outcome", "--domain"),
        ("--depuis", "--jusqu-a", "--etat", "--issue", "--domaine"),
    ):
        done = run(
            "export", "--format", "json", since, "2020-01-01", until, "2099-01-01",
            status, "repondue", outcome, "answer", domain, "bibliotheque", "--base", sqlite,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert len(json.loads(done.stdout)) == 2
    for words in (("--lot", "-", "--candidats", "1"), ("--batch", "-", "--candidates", "1")):
        done = run("ask", *words, "--json", given="c'est quoi le PEB\n")
        assert len(json.loads(done.stdout)["candidates"]) == 1
    for option in ("--nominatif", "--identified"):
        assert run("export", option, "--base", sqlite).returncode == 2


def test_help_shows_the_french_name_first() -> None:
    shown = run("export", "--help").stdout
    for french, english in PAIRS:
        assert re.search(rf"{french}\b.*\n?.*{english}\b", shown)
    assert "..." not in run("--help").stdout
    assert "[défaut : 20 ; au moins 1]" in " ".join(run("groups", "--help").stdout.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["export", "--depuis", "25/10/2026"], "--depuis (« 25/10/2026 » n'est pas un jour"),
        (["export", "--etat", "perdue"], "attendu : 'nouvelle'"),
        (["export", "--domaine", "nimporte"], "pour --domaine (« nimporte »"),
        (["review", "list", "--domaine", "nimporte"], "domaine inconnu : « nimporte »"),
        (["review", "list", "--etat", "nimporte"], "attendu : 'nouvelle'"),
        (["groups", "--au-plus", "0"], "--au-plus (au moins 1)"),
        (["groups", "--most", "x"], "un nombre entier est attendu"),
        (["review", "show", "x"], "NUMÉRO (un nombre entier est attendu)"),
        (["ask", "a", "b", "c"], "en trop : b c"),
        (["check", "--strict=1"], "l'option --strict ne prend pas de valeur"),
        (["exprot"], "verbe inconnu : « exprot » ; vouliez-vous dire « export » ?"),
        (["review", "lis"], "« lis » ; vouliez-vous dire « list » ?"),
        (["export", "--formt", "csv"], "--formt ; vouliez-vous dire « --format » ?"),
        (["export", "--depui", "x"], "vouliez-vous dire « --depuis » ?"),
        (["restore"], "donnez une copie"),
    ],
)
def test_errors_are_french(words: list[str], message: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert message in done.stderr
    for english in ("Value error", "Input should", "valid", "does not", "unexpected"):
        assert english not in done.stderr


def test_the_hint_names_what_exists() -> None:
    assert "python -m bot --help" in run("exprot").stderr
    assert "python -m bot review --help" in run("review", "lis").stderr
    assert "python -m bot review show --help" in run("review", "show", "x").stderr


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "0", "au moins 1"),
        ("PORT", "99999", "au plus 65535"),
        ("SOURCE_WATCH", "x", "1 ou 0"),
    ],
)
def test_settings_say_what_is_expected(name: str, value: str, message: str) -> None:
    done = run("ask", "x", **{name: value})
    assert done.returncode == 2
    assert message in done.stderr
