"""The command line as scripts and people use it: words in, text and exit status out."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.running.command import run

pytestmark = pytest.mark.slow


def test_ask_json() -> None:
    done = run("ask", "--json", "--candidates", "2", "c'est quoi le PEB")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["outcome"] == "answer"
    assert answer["entry"] == "pret-entre-bibliotheques"
    assert answer["domain"] == "bibliotheque"
    assert answer["text"].startswith("Le PEB fait venir un ouvrage")
    assert answer["sources"] == [
        {"titre": "Guide <des> communes & jardins", "url": "https://example.org/guide?a=1&b=2"}
    ]
    assert 0 <= answer["confidence"] <= 1
    assert len(answer["candidates"]) <= 2
    assert answer["took_ms"] > 0


def test_ask_batch_gives_one_object_a_line_in_order() -> None:
    questions = ["c'est quoi le PEB", "", "bonjour", "recette de la tarte aux pommes"]
    done = run("ask", "--batch", "-", "--json", given="\n".join(questions) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == questions
    assert [answer["outcome"] for answer in answers] == [
        "answer",
        "smalltalk",
        "smalltalk",
        "none",
    ]
    assert answers[3]["entry"] is None
    assert answers[3]["suggestions"] == []


def test_ask_for_people() -> None:
    done = run("ask", "quel est le statut des bénévoles de la médiathèque")
    assert "Oui : une convention" in done.stdout
    assert "https://example.org/guide?a=1&b=2" in done.stdout


def test_ask_explains_itself_to_editors() -> None:
    done = run("ask", "--explain", "c'est quoi le PEB pour les dromadaires")
    assert done.returncode == 0
    for expected in (
        "pret-entre-bibliotheques",
        "Ce qui est demandé : ce que c'est",
        "peb (",
        "Mots que la meilleure fiche ne contient pas : ",
        "Puis : ",
    ):
        assert expected in done.stdout
    assert run("ask", "--explain", "bonjour").stdout.count("politesse") == 1
    assert run("ask", "--explain", "--json", "le PEB").returncode == 2


def test_ask_logs_only_when_told(sqlite: str) -> None:
    run("ask", "c'est quoi le PEB", "--database", sqlite)
    run("ask", "c'est quoi le PEB", "--database", sqlite, "--log")
    exported = json.loads(run("export", "--format", "json", "--database", sqlite).stdout)
    assert [row["canal"] for row in exported] == ["cli"]


def test_chat_from_question_to_export(sqlite: str, tmp_path: Path) -> None:
    lines = ["comment installer un composteur collectif", "1", "/domaines", "2", "/quitter"]
    done = run("chat", "--database", sqlite, given="\n".join(lines) + "\n")
    assert done.returncode == 0
    for expected in (
        "je réponds aux élus",
        "un référent",
        "Merci",
        "Fiches 1 à 4 sur 4",
        "revoir",
    ):
        assert expected in done.stdout
    target = tmp_path / "journal.csv"
    assert run("export", "-o", str(target), "--database", sqlite).returncode == 0
    assert "utile" in target.read_text("utf-8-sig")


def test_review_from_the_inbox_to_the_answer(sqlite: str) -> None:
    def review(*words: str) -> subprocess.CompletedProcess[str]:
        return run("review", *words, "--database", sqlite)

    run("ask", "vitesse de la lumière", "--log", "--database", sqlite)
    assert "vitesse de la lumière" in review("list").stdout
    assert review("assign", "1", "--par", "Anne").returncode == 0
    again = review("assign", "1")
    assert (again.returncode, again.stdout) == (1, "")
    assert "déjà en cours" in again.stderr
    assert review("attach", "1", "nulle-part").returncode == 1
    assert review("attach", "1", "compost-odeurs", "--par", "Rita").returncode == 0
    shown = review("show", "1").stdout
    assert "répondue, Anne" in shown
    assert "prise en charge, par Anne" in shown
    assert "rattachée à une fiche, par Rita (compost-odeurs)" in shown
    assert review("reopen", "1").returncode == 0
    assert review("dismiss", "1", "--doublon-de", "1").returncode == 1
    assert review("dismiss", "1", "--vers", "l'Observatoire de Paris").returncode == 0
    assert "(l'Observatoire de Paris)" in review("show", "1").stdout
    assert "Aucune question" in review("list").stdout
    assert review("show", "7").returncode == 1
    assert review("show", "x").returncode == 2


def test_check_names_faults_and_fails(tmp_path: Path) -> None:
    (tmp_path / "jardins").mkdir()
    (tmp_path / "jardins" / "x.yaml").write_text("question: a\nfoo: b\n", "utf-8")
    done = run("check", "--knowledge", str(tmp_path))
    assert done.returncode == 1
    assert "jardins/x.yaml:2: rubrique inconnue « foo »" in done.stdout
    assert "faute" in done.stderr


def test_check_of_one_fiche_tells_its_own_faults(base: Path) -> None:
    (base / "jardins" / "x.yaml").write_text("question: a\nfoo: b\n", "utf-8")
    folder = ("--knowledge", str(base))
    one = run("check", "compost-odeurs", *folder)
    assert (one.returncode, one.stdout) == (0, "1 fiche, 2 questions de test : aucune faute.\n")
    bad = run("check", str(base / "jardins" / "x.yaml"), *folder)
    assert bad.returncode == 1
    assert "jardins/x.yaml:2: rubrique inconnue « foo »" in bad.stdout
    none = run("check", "nulle-part", *folder)
    assert none.returncode == 1
    assert "Il n'y a pas de fiche « nulle-part »" in none.stderr


def test_check_of_one_fiche_tells_what_it_shares_with_any_other(base: Path) -> None:
    path = base / "jardins" / "arrosage-restriction.yaml"  # read before the fiche it repeats
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("variantes:", "variantes:\n  - compost collectif installation"), "utf-8"
    )
    done = run("check", "arrosage-restriction", "--knowledge", str(base))
    assert done.returncode == 1
    assert "arrosage-restriction.yaml:3: même question que dans" in done.stdout
    assert "compost-installer.yaml" in done.stdout


def test_check_strict_refuses_warnings() -> None:
    assert run("check").returncode == 0
    assert run("check", "--strict").returncode == 1  # the sample has one fiche to review


def test_a_faulty_base_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "jardins").mkdir()
    (tmp_path / "jardins" / "x.yaml").write_text("question: a\n", "utf-8")
    done = run("ask", "x", KNOWLEDGE_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "jardins/x.yaml:1: rubrique obligatoire absente" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["ask"], "donnez une question"),
        (["ask", "x", "--batch", "-"], "donnez une question"),
        (["fabriquer"], "verbe inconnu : « fabriquer »"),
        (["check", "--vite"], "option inconnue : --vite"),
        (["export", "--since", "hier"], "valeur inutilisable pour --depuis"),
        (["export", "--format", "xlsx"], "ajoutez -o"),
        (["export", "--status", "perdue"], "valeur inutilisable pour --etat"),
        (["run"], "TELEGRAM_BOT_TOKEN est absent"),
        (["export", "--database", "mysql://x"], "DATABASE_URL : valeur « (masquée) »"),
    ],
)
def test_wrong_usage(words: list[str], message: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [("LOG_LEVEL", "FORT"), ("PORT", "abc"), ("REVIEWER_IDS", "12,anne"), ("RETENTION_DAYS", "0")],
)
def test_wrong_setting(name: str, value: str) -> None:
    done = run("ask", "x", **{name: value})
    assert done.returncode == 2
    assert name in done.stderr


def test_missing_files(sqlite: str) -> None:
    assert "lecture impossible" in run("ask", "--batch", "/nowhere").stderr
    assert "n'existe pas" in run("ask", "x", KNOWLEDGE_DIR="/nowhere").stderr
    done = run("export", "--database", sqlite, "-o", "/nowhere/x.csv")
    assert done.returncode == 1
    assert "écriture impossible" in done.stderr


def test_help_is_french() -> None:
    for words in ([], ["--help"], ["ask", "--help"], ["export", "-h"]):
        done = run(*words)
        assert done.returncode == 0
        assert "Afficher cette aide" in done.stdout
        for english in ("Usage: ", "Options:", "Show this", "default:", "required"):
            assert english not in done.stdout
