"""Phrasings that the log teaches, and their way into the files."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.editorial.learn import Proposal, diff, edits, proposals, write
from bot.editorial.tables import proposal_text, refusal_text
from bot.editorial.writing import write_checked
from bot.errors import AssistantError
from bot.knowledge.loader import load
from tests.conftest import SAMPLE
from tests.editorial.conftest import Ask

BASE = load(SAMPLE)
ODEURS, INSTALLER = "compost-odeurs", "compost-installer"


def taught(ask: Ask, *texts: str, kind: str = "choix", entry: str = ODEURS) -> list[Proposal]:
    return list(proposals([ask(text, (kind, entry)) for text in texts], BASE))


def test_two_people_or_a_reviewer_teach(ask: Ask) -> None:
    assert taught(ask, "le bac pue") == []
    assert taught(ask, "le bac pue", "Le bac PUE !") == [
        Proposal(ODEURS, "Le bac PUE !", people=2, reviewed=False)
    ]
    assert taught(ask, "le bac pue", kind="rattachee") == [
        Proposal(ODEURS, "le bac pue", people=0, reviewed=True)
    ]


def test_one_person_twice_is_one_person(ask: Ask) -> None:
    asked = [ask("le bac pue", ("choix", ODEURS), person="p") for _ in range(5)]
    asked += [ask("le bac pue", ("choix", ODEURS), person=None) for _ in range(5)]
    assert proposals(asked, BASE) == ()


def test_what_was_taken_back_teaches_nothing(ask: Ask) -> None:
    for after in ("aucune", "inutile", "rouverte", "retiree", "annulee"):
        asked = [ask("le bac pue", ("rattachee", ODEURS), (after, "")) for _ in range(2)]
        assert proposals(asked, BASE) == ()
    changed = [ask("le bac pue", ("choix", INSTALLER), ("choix", ODEURS)) for _ in range(2)]
    assert [one.entry for one in proposals(changed, BASE)] == [ODEURS]


def test_what_two_entries_claim_is_left_to_a_person(ask: Ask) -> None:
    asked = [ask("le bac pue", ("choix", entry)) for entry in (ODEURS, INSTALLER) * 2]
    assert proposals(asked, BASE) == ()


def test_what_the_base_holds_is_not_proposed(ask: Ask) -> None:
    for held in ("Compost collectif : installation", "instaler un bac de compost colectif"):
        assert taught(ask, held, kind="rattachee") == []
    assert taught(ask, "le bac pue", kind="rattachee", entry="gone") == []


@pytest.mark.parametrize(
    "text",
    [
        "le bac pue, tel 06 12 34 56 78",
        "bac jean@example.org",
        "?",
        "et ça",
        "bac " * 100,
        "Bonjour, le bac pue merci le maire de Saint-Flour",
        "le bac pue, le maire de saint flour",
        "ces cons de voisins ont un bac qui pue",
        "le bac du quartier de Guéret pue",
        "le bac pue [nom]",
        "le bac 💡 pue",
    ],
)
def test_what_no_fiche_may_hold_is_not_proposed(ask: Ask, text: str) -> None:
    assert taught(ask, text, kind="rattachee") == []


@pytest.mark.parametrize(
    "text",
    ["le bac pue au port", "Bac qui pue en ville", "le bac nul pue", "le bac de l'école Rosa pue"],
)
def test_what_tells_nobody_is_proposed(ask: Ask, text: str) -> None:
    assert taught(ask, text, kind="rattachee")


def test_what_is_left_to_others_is_refused_with_the_reason(folder: Path) -> None:
    base = load(folder)
    example = base.outside[0].examples[0]
    made, [refused] = edits([Proposal(ODEURS, example, 0, True)], folder, base)
    assert made == ()
    assert "hors_perimetre.yaml" in refusal_text(refused)


def test_what_would_fault_is_put_back(folder: Path) -> None:
    """A phrasing that another fiche's test holds; the other file keeps what it was given."""
    base = load(folder)
    test = base.entries[INSTALLER].tests[0]
    accepted = [Proposal(ODEURS, test, 0, True), Proposal(INSTALLER, "un bac en bas", 2, False)]
    made, _ = edits(accepted, folder, base)
    before = {edit.path: edit.before for edit in made}
    kept, refused = write_checked(made, folder)
    assert [edit.path.stem for edit in kept] == [INSTALLER]
    assert [one.phrasing for one in refused] == [test]
    assert "la base aurait des fautes" in refused[0].reason
    path = folder / "jardins" / f"{ODEURS}.yaml"
    assert path.read_bytes() == before[path].encode()
    assert "un bac en bas" in load(folder).entries[INSTALLER].phrasings


def test_the_order_of_the_log_does_not_matter(ask: Ask) -> None:
    asked = [
        ask(text, ("choix", entry))
        for entry in (ODEURS, INSTALLER)
        for text in (f"bac {entry} qui pue", f"Bac {entry} qui pue", f"moucherons {entry}") * 2
    ]
    assert proposals(asked, BASE) == proposals(asked[::-1], BASE)


def test_accepted_phrasings_are_shown_then_written(folder: Path) -> None:
    base = load(folder)
    accepted = [Proposal(INSTALLER, text, 2, False) for text in ("bac: où ?", "un bac en bas")]
    accepted += [Proposal(ODEURS, "le bac pue", 0, True)]
    made, refused = edits(accepted, folder, base)
    assert refused == ()
    assert [edit.path.stem for edit in made] == [INSTALLER, ODEURS]
    shown = diff(made[0])
    changed = [line for line in shown.splitlines()[2:] if line[0] in "+-"]
    assert changed == ["+  - 'bac: où ?'", "+  - un bac en bas"]
    assert load(folder).digest == base.digest  # nothing is written yet
    for edit in made:
        write(edit)
    after = load(folder)
    assert after.entries[INSTALLER].phrasings[-2:] == ("bac: où ?", "un bac en bas")
    assert sorted(p.name for p in folder.rglob("*")) == sorted(p.name for p in SAMPLE.rglob("*"))


def test_a_file_that_changed_is_left_alone(folder: Path) -> None:
    (edit,), _ = edits([Proposal(ODEURS, "le bac pue", 0, True)], folder, load(folder))
    edit.path.write_text(edit.before + "# relu\n", "utf-8")
    with pytest.raises(AssistantError, match="changé"):
        write(edit)
    assert edit.path.read_text("utf-8").endswith("# relu\n")
    with pytest.raises(AssistantError, match="lecture impossible"):
        write(replace(edit, path=folder / "gone.yaml"))


def test_a_file_that_cannot_take_it_is_told(folder: Path) -> None:
    base = load(folder)
    (folder / "jardins" / f"{ODEURS}.yaml").write_bytes(b"\xff")
    (folder / "jardins" / f"{INSTALLER}.yaml").write_text("question: [", "utf-8")
    accepted = [Proposal(entry, "le bac pue", 2, False) for entry in (ODEURS, INSTALLER)]
    made, refused = edits(accepted, folder, base)
    assert made == ()
    assert [one.path.stem for one in refused] == [INSTALLER, ODEURS]
    assert "lancez « check »" in refusal_text(refused[0])


def test_the_terminal_says_why() -> None:
    assert proposal_text(Proposal("e", "p", 3, False)) == "e : « p » (choisie par 3 personnes)"
    assert "relecteur" in proposal_text(Proposal("e", "p", 0, True))
