"""A consultation is read, checked with file and line, and shipped without a fault."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.consultations import checks
from bot.consultations.files import read_folder
from bot.consultations.models import Consultation
from bot.consultations.schema import schema
from bot.knowledge.towns import load_towns
from tests.conftest import ROOT

SHIPPED = ROOT / "consultations"
GOOD = """\
id: essai
titre: Un essai
pourquoi: Pour voir.
par: Cerema
duree: 3 minutes
ouvre: 2027-01-11
ferme: 2027-02-05
public: toutes
mode: nominative
rappel: 2027-01-28
questions:
  - id: un
    texte: La première ?
    type: choix
    options: {a: Une, b: Deux}
  - {id: km, texte: Combien ?, type: nombre, unite: km, min: 0, max: 200, facultatif: true}
  - {id: dit, texte: Laquelle ?, type: texte, si: {un: b}}
resultats: {commentaire_avant: 2027-03-01}
"""


def told(tmp_path: Path, text: str, name: str = "essai.yaml") -> list[str]:
    (tmp_path / name).write_text(text, "utf-8")
    return [str(fault) for fault in checks.faults(read_folder(tmp_path))]


def test_what_is_shipped_has_no_fault_and_its_schema_is_current() -> None:
    folder = read_folder(SHIPPED)
    assert not checks.faults(folder)
    assert len(folder.read) >= 1
    shipped = (SHIPPED / "schemas" / "consultation.schema.json").read_text("utf-8")
    assert shipped == schema()
    assert json.loads(shipped)["title"]


def test_what_is_no_file_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    """A pipe would hang whoever checks, a device fill the memory."""
    folder = tmp_path / "consultations"
    folder.mkdir()
    (folder / "bonne.yaml").write_text(GOOD.replace("id: essai", "id: bonne"), "utf-8")
    os.mkfifo(folder / "tube.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "dehors.yaml").write_text("motdepasse: x\n", "utf-8")
    (folder / "lien.yaml").symlink_to(tmp_path / "dehors.yaml")
    (folder / "dossier.yaml").mkdir()
    found = [str(fault) for fault in checks.faults(read_folder(folder))]
    assert sorted(line.partition(":")[0] for line in found) == [
        "dossier.yaml", "lien.yaml", "tube.yaml", "zero.yaml",
    ]  # fmt: skip
    assert "motdepasse" not in "".join(found)


def test_every_type_is_read_and_survives_being_kept(tmp_path: Path) -> None:
    assert not told(tmp_path, GOOD)
    one = read_folder(tmp_path).read[0].consultation
    assert Consultation.load(one.dump()) == one
    assert one.questions[1].maximum == 200
    assert one.questions[1].optional
    assert one.questions[2].hangs_on == ("un", ("b",))
    assert (one.closes_at.hour, one.closes_at.minute) == (23, 59)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("id: essai", "id: autre", 1, "pas le nom du fichier"),
        ("ferme: 2027-02-05", "ferme: 2027-04-05", 7, "84 jours"),
        ("ferme: 2027-02-05", "ferme: 2027-01-01", 7, "ferme avant d'ouvrir"),
        ("rappel: 2027-01-28", "rappel: 2027-02-28", 10, "hors de la période"),
        ("mode: nominative", "mode: secrete", 9, "mode"),
        ("mode: nominative", "mode: confidentielle", 9, "equipe"),
        ("commentaire_avant: 2027-03-01", "commentaire_avant: 2027-02-01", 18, "suivre"),
        ("resultats: {commentaire_avant: 2027-03-01}", "", 1, "resultats"),
        ("options: {a: Une, b: Deux}", "options: {a: Une}", 15, "2 à 10"),
        ("options: {a: Une, b: Deux}", "options: {a: Une, b: Une}", 15, "s'affichent pareil"),
        ("b: Deux}", "b: Deux mots puis un autre et un autre}", 15, "coupée sur un téléphone"),
        ("si: {un: b}", "si: {un: c}", 17, "pas une réponse possible"),
        ("si: {un: b}", "si: {km: b}", 17, "choix ou un oui/non"),
        ("si: {un: b}", "si: {dit: b}", 17, "ne vient pas avant"),
        ("si: {un: b}", "si: {rien: b}", 17, "pas une question"),
        ("si: {un: b}", "si: {un: b, km: a}", 17, "une question"),
        ("id: km", "id: un", 16, "deux questions"),
        ("min: 0, max: 200", "min: 300, max: 200", 16, "plus petit"),
        ("unite: km, ", "", 16, "unité"),
        ("type: choix\n", "type: choix\n    unite: km\n", 15, "ne sert à rien"),
        ("public: toutes", 'public: {departements: ["99"]}', 8, "département"),
        ("public: toutes", "public: {strate: [10000, 2500]}", 8, "plus petit d'abord"),
        ("public: toutes", "public: {qui: toutes, strate: [1, 2]}", 8, "une seule"),
        ("duree: 3 minutes", "duree: 25 minutes", 5, "cinq minutes"),
        ("titre: Un essai", "titre: Un essai\nfin: non", 3, "inconnue"),
        ("titre: Un essai", "titre: on", 2, "guillemets"),
    ],
)
def test_faults_have_their_line(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    found = told(tmp_path, GOOD.replace(old, new, 1))
    assert any(f"essai.yaml:{line}: " in fault and words in fault for fault in found), found


def test_eight_questions_at_most(tmp_path: Path) -> None:
    more = "".join(f"  - {{id: q{n}, texte: Et ?, type: oui_non}}\n" for n in range(6))
    found = told(tmp_path, GOOD.replace("resultats:", f"{more}resultats:"))
    assert any("9 questions" in fault and ":23:" in fault for fault in found), found


def test_a_fifth_in_a_year_is_warned_of(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"essai{n}.yaml").write_text(GOOD.replace("id: essai", f"id: essai{n}"))
    found = told(tmp_path, GOOD)
    assert len(found) == 1
    assert "cinquième consultation de 2027" in found[0]


def test_who_is_asked() -> None:
    towns = load_towns()
    one = Consultation.model_validate
    gueret = towns.by_code("23096")
    assert gueret is not None
    fields = read_folder(SHIPPED).read[0].consultation.model_dump(by_alias=True)
    members = frozenset({"23096"})
    assert one(fields | {"public": "toutes"}).public.holds(gueret, frozenset({"01001"}))
    assert one(fields | {"public": "adherents"}).public.holds(gueret, members)
    assert not one(fields | {"public": "adherents"}).public.holds(gueret, frozenset({"01001"}))
    assert one(fields | {"public": {"departements": ["23"]}}).public.holds(gueret, members)
    assert not one(fields | {"public": {"strate": [1, 100]}}).public.holds(gueret, members)


def test_the_verb_gives_an_exit_status(tmp_path: Path) -> None:
    runner = CliRunner()
    assert "Aucune faute" in runner.invoke(app, ["consult", "check"]).output
    (tmp_path / "essai.yaml").write_text(GOOD.replace("id: essai", "id: autre"), "utf-8")
    bad = runner.invoke(
        app, ["consult", "check", "--consultations", str(tmp_path)], standalone_mode=False
    )
    assert "essai.yaml:1:" in bad.output
    assert bad.return_value == 1
