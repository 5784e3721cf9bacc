"""What an editor reads when a file is wrong: every fault at once, with its file and line."""

import datetime
import shutil
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge import checks
from bot.knowledge.files import read_folder
from bot.knowledge.loader import load
from tests.conftest import ROOT, SAMPLE

TODAY = datetime.date(2026, 11, 23)
GOOD = """question: Comment choisir un banc ?
variantes: [quel banc pour un jardin, banc public choix]
reponse: Choisissez un banc avec dossier.
sources:
  - titre: Guide
    url: https://example.org/
verifie_le: 2026-01-12
tests: ['un banc pour le jardin', 'choix du banc']
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the sample base."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "base"))


def faults(base: Path) -> list[str]:
    loaded = read_folder(base)
    found = loaded.faults + checks.structural(loaded, TODAY) + checks.advice(loaded, TODAY)
    return [str(fault) for fault in sorted(found)]


ONE_FAULT = {
    "unknown field": (GOOD + "auteur: moi\n", 9, "rubrique inconnue « auteur »"),
    "missing source": (
        GOOD.replace("sources:\n  - titre: Guide\n    url: https://example.org/\n", ""),
        1,
        "rubrique obligatoire absente : « sources »",
    ),
    "duplicate key": (GOOD + "question: Encore ?\n", 9, "« question » déjà présente ligne 1"),
    "town code": (GOOD + "mots_cles: [01004]\n", 9, "« 01004 » serait lu comme un nombre"),
    "time": (GOOD + "mots_cles: [12:30]\n", 9, "« 12:30 » serait lu comme un nombre"),
    "no": (GOOD + "mots_cles:\n  - banc\n  - no\n", 11, "« no » serait lu comme oui/non"),
    "number elsewhere": (GOOD + "mots_cles: [1E4]\n", 9, "est lu comme un nombre par d'autres"),
    "on": (GOOD + "mots_cles:\n  - banc\n  - on\n", 11, "« on » serait lu comme oui/non"),
    "empty": (GOOD + "details:\n", 9, "rubrique vide"),
    "no date": (GOOD.replace("2026-01-12", "janvier"), 7, "une date est attendue"),
    "no such day": (GOOD.replace("2026-01-12", "2026-02-30"), 7, "pas une date du calendrier"),
    "future": (GOOD.replace("2026-01-12", "2027-01-12"), 7, "12 janvier 2027 est dans l'avenir"),
    "too long": (
        GOOD.replace("Choisissez", "Choisissez " * 120),
        3,
        "caractères : 1200 au plus",
    ),
    "bad address": (GOOD.replace("https://example.org/", "javascript:x"), 6, "forme inattendue"),
    "no such entry": (GOOD + "voir_aussi: [nulle-part]\n", 9, "n'existe pas : « nulle-part »"),
    "itself": (GOOD + "voir_aussi: [banc]\n", 9, "renvoie à la fiche elle-même"),
    "same question": (
        GOOD.replace("banc public choix", "interdiction d'arroser en été"),
        2,
        "même question que dans",
    ),
    "test indexed": (GOOD.replace("choix du banc", "Banc public, choix"), 8, "ne vérifie rien"),
    "open mark": (GOOD.replace("un banc avec", "**un banc avec"), 3, "« ** » ouverte"),
    "few tests": (
        GOOD.replace("tests: ['un banc pour le jardin', 'choix du banc']\n", ""),
        1,
        "tests",
    ),
    "alias": (GOOD + "mots_cles: &a [banc]\ndetails: *a\n", 10, "renvoi « *a » interdit"),
    "tag": (GOOD + "mots_cles: !!python/object:os.system [x]\n", 9, "une liste|interdites"),
    "bad yaml": (GOOD.replace("reponse: Ch", "reponse: Attention : "), 3, "guillemets"),
    "open quote": (GOOD + 'details: "abc\n', 9, "guillemet ouvert"),
    "tab": (GOOD + "mots_cles:\n\t- banc\n", 10, "tabulation|caractère interdit"),
    "not a fiche": ("- une liste\n", 1, "pas la forme d'une fiche"),
    "two documents": (GOOD + "---\n" + GOOD, 9, "une seule fiche par fichier"),
    "review before check": (GOOD + "a_revoir_le: 2025-01-01\n", 9, "antérieure"),
    "misspelt field": (GOOD + "mot_cles: [banc]\n", 9, "vouliez-vous écrire « mots_cles »"),
    "no such field offered": (GOOD + "domaine: jardins\n", 9, "rubrique inconnue « domaine »"),
    "hidden field": (GOOD + "domain: jardins\n", 9, "rubrique inconnue « domain »"),
    "bare address": (GOOD.replace("https://example.org/", "www.example.org/a"), 6, "https://"),
    "html": (GOOD.replace("un banc avec", "un <b>banc</b> avec"), 3, "<b>"),
    "entity": (GOOD.replace("un banc avec", "un banc&nbsp;avec"), 3, "&nbsp;"),
    "word bullet": (GOOD.replace("Choisissez un", "• un"), 3, "puce de traitement"),
    "quoted title": (GOOD.replace("Comment choisir un banc ?", "“Choisir un banc”"), 1, "retirez"),
    "not seen": (GOOD.replace("avec dossier", "; la suite n'a pas été vue"), 3, "a_verifier"),
    "cut by hash": (GOOD.replace("titre: Guide", "titre: Rapport #515 du Sénat"), 5, "« # »"),
    "no-break indent": (GOOD + "mots_cles:\n\u00a0 - banc\n", 10, "insécable"),
    "apostrophe": (GOOD + "mots_cles:\n  - 'l'abri'\n  - banc\n", 10, "apostrophe"),
    "no space after dash": (
        GOOD + "mots_cles:\n  - abri\n  -banc\n  - place\n",
        11,
        "espace après le tiret",
    ),
    "one space short": (
        GOOD.replace("    url: https", "   url: https"),
        6,
        "3 espaces, 4 sont attendus",
    ),
    "text not indented": (
        GOOD.replace("reponse: Choisissez", "reponse: |\nChoisissez"),
        4,
        "non décalé sous",
    ),
    "tracked": (GOOD.replace("example.org/", "example.org/?utm_source=x"), 6, "suivi"),
    "http": (GOOD.replace("https://example.org/", "http://example.org/"), 6, "écrivez https"),
    "whole code": (
        GOOD.replace("example.org/", "www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006074228"),
        6,
        "code entier",
    ),
    "lying link": (
        GOOD.replace("Choisissez", "Voir [www.cerema.fr/bancs](https://autre.example), et"),
        3,
        "« www.cerema.fr/bancs » mène à un autre site",
    ),
    "list expected": (
        GOOD.replace("['un banc pour le jardin', 'choix du banc']", "x"),
        8,
        "liste",
    ),
}


def test_a_faulty_fiche_is_not_said_to_be_missing_by_those_that_lead_to_it(base: Path) -> None:
    (base / "jardins" / "banc.yaml").write_text(GOOD + "auteur: moi\n", "utf-8")
    (base / "jardins" / "table.yaml").write_text(
        GOOD.replace("banc", "plateau") + "voir_aussi: [banc, bancc]\n", "utf-8"
    )
    told = [fault for fault in faults(base) if "voir_aussi" in fault]
    assert len(told) == 1
    assert "bancc" in told[0]


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault(base: Path, name: str) -> None:
    content, line, message = ONE_FAULT[name]
    (base / "jardins" / "banc.yaml").write_text(content, "utf-8")
    ours = [fault for fault in faults(base) if fault.startswith("jardins/banc.yaml")]
    assert len(ours) == 1, ours
    assert ours[0].startswith(f"jardins/banc.yaml:{line}: ")
    assert any(part in ours[0] for part in message.split("|")), ours[0]


def test_the_page_of_tools_tells_who_sees_each() -> None:
    """Failing? Run python -m tests.tools, which asks the tools themselves."""
    page = (ROOT / "docs" / "tools.md").read_text("utf-8")
    assert [name for name in ONE_FAULT if f"| {name} | yes | " not in page] == []
    assert len(ONE_FAULT) >= 40


def test_twelve_faults_are_told_in_one_run(base: Path) -> None:
    told = {}
    for number, name in enumerate(list(ONE_FAULT)[:12]):
        content, line, message = ONE_FAULT[name]
        own = content.replace("banc", f"banc{number}").replace("URL", "url")
        (base / "jardins" / f"banc-{number}.yaml").write_text(own, "utf-8")
        told[f"jardins/banc-{number}.yaml:{line}: "] = message
    found = faults(base)
    for place, message in told.items():
        assert any(fault.startswith(place) and message in fault for fault in found), place


def test_details_are_measured_with_the_sources_under_them(base: Path) -> None:
    title, long = "Le guide des bancs. " * 9, "Un banc se choisit. " * 170
    sources = "".join(f"  - titre: {title}\n    url: https://example.org/{n}\n" for n in range(5))
    text = GOOD.replace("  - titre: Guide\n    url: https://example.org/\n", sources)
    (base / "jardins" / "banc.yaml").write_text(f"{text}details: {long}\n", "utf-8")
    [told] = [fault for fault in faults(base) if "le message affiché ferait" in fault]
    assert told.startswith("jardins/banc.yaml:17: ")


def test_good_fiche_has_no_fault(base: Path) -> None:
    (base / "jardins" / "banc.yaml").write_text(GOOD, "utf-8")
    assert not [fault for fault in faults(base) if "banc" in fault]


def test_a_file_whose_ending_windows_hides(base: Path) -> None:
    (base / "jardins" / "banc.yaml.txt").write_text(GOOD, "utf-8")
    assert any("jardins/banc.yaml.txt:1: le nom du fichier" in fault for fault in faults(base))


REGISTER = """- {hote: example.org, nom: Exemple, nature: officiel}
- {hote: journal.example, nom: Le Journal, nature: presse}
- {hote: copie.example, nom: Une copie, nature: refuse}
"""
TRAINING = """- id: taille
  titre: Tailler les haies
  public: Agents
  pour: [agents]
  domaine: jardins
  organisateur: Le jardin
  dates: À la demande
  description: Une journée.
  url: https://nouveau.example/
  source: {titre: Page, url: https://example.org/}
  verifie_le: 2026-01-12
"""
DOMAINS = "- {id: bibliotheque, nom: Bibliothèque}\n- id: jardins\n  nom: Jardins\n"
JOURNAL = "  - titre: Article\n    url: https://www.journal.example/1\n"
OFFICIAL = "  - titre: X\n    url: https://example.org/\n"


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        (OFFICIAL + JOURNAL, None),
        (JOURNAL + OFFICIAL, "en premier"),
        (JOURNAL, "aucune source officielle"),
        (OFFICIAL + "  - titre: Y\n    url: https://copie.example/\n", "à ne pas citer"),
        (OFFICIAL + "  - titre: Y\n    url: https://nouveau.example/\n", "« nouveau.example »"),
        (
            OFFICIAL + "  - titre: Y\n    url: https://moi:x@example.org/\n",
            "« moi:x@example.org »",
        ),
        (
            OFFICIAL + "  - titre: Y\n    url: https://example.org:99999/\n",
            "« example.org:99999 »",
        ),
        (OFFICIAL + "  - titre: Y\n    url: https://\u0435xample.org/\n", "« \u0435xample.org »"),
        (OFFICIAL + "details: Voir [ceci](https://nouveau.example/x).\n", "« nouveau.example »"),
        (OFFICIAL + "details: Voir https://nouveau.example/x.\n", "« nouveau.example »"),
        (OFFICIAL + "details: Voir https://example.org/x.\n", None),
        (OFFICIAL + "details: Voir pirate-cerema.com/depot.\n", "« pirate-cerema.com »"),
        (OFFICIAL + "details: Voir www.copie-cerema.FR.\n", "« copie-cerema.fr »"),
        (OFFICIAL + "details: Voir bit.ly/aides-cerema.\n", "« bit.ly »"),
        (OFFICIAL + "details: Voir ftp://pirate-cerema.com/depot.\n", "« pirate-cerema.com »"),
        (OFFICIAL + JOURNAL.replace("Article", "example.org/loi"), "mène à un autre site"),
        (OFFICIAL.replace("X", "https://journal.example/1"), "mène à un autre site"),
        (OFFICIAL.replace("X", "Journal.exa\u2060mple"), "mène à un autre site"),
        (OFFICIAL.replace("X", "'/journal.example/'"), "mène à un autre site"),
        (OFFICIAL.replace("X", "-jour\ufe0fnal.example-"), "mène à un autre site"),
        (OFFICIAL.replace("X", "https://example.org/loi"), None),
        (OFFICIAL.replace("X", "Expertises.Territoires"), None),
        (OFFICIAL + "details: Écrire à aides@nouveau.fr.\n", None),
        (OFFICIAL + "details: Voir [a](https://nouveau.example\\.example.org/).\n", "« nouveau"),
        (OFFICIAL + "details: Voir [a](https://[nouveau/).\n", "« [nouveau »"),
        (OFFICIAL + "responsable: https://nouveau.example/x\n", "« nouveau.example »"),
        (
            OFFICIAL + "correction: {le: 2026-02-01, texte: 'https://nouveau.example/x'}\n",
            "« nouveau.example »",
        ),
        (OFFICIAL.replace("X", "X de https://nouveau.example"), "« nouveau.example »"),
        (OFFICIAL + "mots_cles: [aides sur pirate.com, banc]\n", "« pirate.com »"),
    ],
)
def test_sources_are_held_against_the_register(
    base: Path, sources: str, message: str | None
) -> None:
    old = "  - titre: Guide\n    url: https://example.org/\n"
    (base / "jardins" / "banc.yaml").write_text(GOOD.replace(old, sources), "utf-8")
    (base / "editeurs.yaml").write_text(REGISTER, "utf-8")
    found = [fault for fault in faults(base) if fault.startswith("jardins/banc.yaml")]
    assert [message in fault for fault in found if message] == [True] * (message is not None)
    assert len(found) == (message is not None)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("formations.yaml", TRAINING),
        ("contacts.yaml", "- {region: Bretagne, direction: A, telephone: 'https://nouveau.example/',"
         " source: {titre: B, url: 'https://example.org/'}, verifie_le: 2026-01-12}\n"),
        ("contacts.yaml", "- {region: Bretagne, direction: A, lien: 'https://nouveau.example/',"
         " source: {titre: B, url: 'https://example.org/'}, verifie_le: 2026-01-12}\n"),
        ("domaines.yaml", f"{DOMAINS}  description: Voir https://nouveau.example/x.\n"),
        ("domaines.yaml", DOMAINS.replace("Jardins", "https://nouveau.example/")),
        ("hors_perimetre.yaml", "- {theme: T, exemples: [quoi], lien: 'https://nouveau.example/'}\n"),
        ("hors_perimetre.yaml", "- {theme: T, exemples: [quoi], vers: Voir https://nouveau.example/x.}\n"),
        ("formations.yaml", TRAINING.replace("https://nouveau.example/", "https://example.org/")
         .replace("Une journée.", "Voir https://nouveau.example/.")),
    ],
)  # fmt: skip
def test_so_is_what_stands_beside_the_fiches(base: Path, file: str, text: str) -> None:
    (base / "editeurs.yaml").write_text(REGISTER, "utf-8")
    before = faults(base)
    (base / file).write_text(text, "utf-8")
    [one] = [fault for fault in faults(base) if fault not in before and file in fault]
    assert one.startswith(f"{file}:{2 if file == 'domaines.yaml' else 1}: ")
    assert "« nouveau.example »" in one


@pytest.mark.parametrize(
    "address",
    ["https://[adresse/", "https://a\uff0fb.example.org/", "https://autre.fr\\.example.org/"],
)
def test_an_address_without_a_host_that_all_read_alike_is_a_fault(
    base: Path, address: str
) -> None:
    text = GOOD.replace("https://example.org/", f"'{address}'")
    (base / "jardins" / "banc.yaml").write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=r"banc\.yaml:6: « sources 1, url » : forme inatt"):
        load(base, TODAY)


@pytest.mark.parametrize(
    ("label", "lies"),
    [
        ("le site www.cerema.fr", True),
        ("le Cerema (cerema.fr)", True),
        ("cerema.fr / aides", True),
        ("le site de nantes.bzh", True),
        ("le site autre.fr", False),
        ("aides@cerema.fr", False),
        ("le site du Cerema", False),
        ("cere\u2060ma\u200b.fr", True),
        ("autre\u00ad.fr", False),
        ("cere\ufe0fma.f\u034fr", True),
        ("cere\u115fma.f\u0335r", True),
        ("/cerema.fr/", True),
        ("_www.cerema.fr_", True),
        ("…cerema.fr…", True),
        ("-journal.example-", True),
        ("@cerema.fr", False),
        ("la page https://nouveau.science/a", True),
        ("la page https://www.autre.fr/a.", False),
        ("le site journal.example", True),
        ("le guide bancs.pdf", False),
    ],
)
def test_a_site_among_the_words_of_a_link_is_where_it_leads(
    base: Path, label: str, lies: bool
) -> None:
    link = f"Voir [{label}](https://autre.fr/x), et"
    (base / "jardins" / "banc.yaml").write_text(GOOD.replace("Choisissez", link), "utf-8")
    (base / "editeurs.yaml").write_text(REGISTER, "utf-8")
    assert any("mène à un autre site" in fault for fault in faults(base)) is lies


TRAININGS = {
    "over": ("  debut: 2026-11-20\n  fin: 2026-11-22\n", "terminée depuis le 22 novembre 2026"),
    "one day": ("  debut: 2026-11-22\n", "terminée depuis le 22 novembre 2026"),
    "ends first": ("  debut: 2026-12-02\n  fin: 2026-12-01\n", "« fin » est antérieure"),
    "no day": ("  dates: le 12 juin 2026\n", "donnez « debut »"),
    "not reviewed": ("  a_revoir_le: 2026-11-01\n", "revue avant le 1er novembre 2026"),
    "today": ("  debut: 2026-11-23\n", ""),
}


@pytest.mark.parametrize("name", TRAININGS)
def test_a_training_that_is_over_is_told(base: Path, name: str) -> None:
    lines, message = TRAININGS[name]
    path = base / "formations.yaml"
    text = path.read_text(encoding="utf-8")
    if "dates:" in lines:
        text = text.replace("  dates: à la demande\n", "")
    path.write_text(text + lines, encoding="utf-8")
    found = [fault for fault in faults(base) if fault.startswith("formations.yaml")]
    assert len(found) == bool(message), found
    assert all(f.startswith("formations.yaml:1: avertissement") and message in f for f in found)


def test_a_text_that_changed_since_it_was_read_again(base: Path) -> None:
    path = base / "jardins" / "banc.yaml"
    reread = GOOD + "relu_par: second lecteur\nrelu_le: 2026-11-01\nrelu_texte: 'abcdefgh'\n"
    path.write_text(reread, "utf-8")
    [told] = [fault for fault in faults(base) if fault.startswith("jardins/banc.yaml")]
    mark = told.split("relu_texte: '")[1][:8]
    path.write_text(reread.replace("abcdefgh", mark), "utf-8")
    assert not [fault for fault in faults(base) if fault.startswith("jardins/banc.yaml")]
    path.write_text(reread.replace("abcdefgh", mark).replace("avec", "sans"), "utf-8")
    assert any("a changé depuis la relecture du 1er novembre" in fault for fault in faults(base))


def test_paragraphs_that_a_formatter_joined_are_seen(base: Path) -> None:
    path = base / "jardins" / "banc.yaml"
    two = GOOD.replace("Choisissez un banc avec dossier.", "|\n  Un banc.\n\n  Avec dossier.")
    reread = two + "relu_par: second lecteur\nrelu_le: 2026-11-01\nrelu_texte: 'abcdefgh'\n"
    path.write_text(reread, "utf-8")
    [told] = [fault for fault in faults(base) if fault.startswith("jardins/banc.yaml")]
    right = reread.replace("abcdefgh", told.split("relu_texte: '")[1][:8])
    path.write_text(right, "utf-8")
    assert not [fault for fault in faults(base) if fault.startswith("jardins/banc.yaml")]
    path.write_text(right.replace("banc.\n\n", "banc.\n"), "utf-8")
    assert any("a changé depuis la relecture" in fault for fault in faults(base))


def test_once_begun_every_fiche_is_to_be_read_again(base: Path) -> None:
    path = base / "jardins" / "banc.yaml"
    path.write_text(GOOD + "relu_par: second lecteur\nrelu_le: 2026-11-01\n", "utf-8")
    found = faults(base)
    assert any("compost-odeurs.yaml" in f and "seconde lecture absente" in f for f in found)


def test_a_deadline_asks_for_a_day_of_review(base: Path) -> None:
    path = base / "jardins" / "banc.yaml"
    text = GOOD.replace("avec dossier", "à 300 €")
    path.write_text(text + "relu_par: second lecteur\nrelu_le: 2026-11-01\n", "utf-8")
    assert any("banc.yaml" in f and "a_revoir_le" in f for f in faults(base))


OUTSIDE = "- theme: mariage\n  exemples:\n    - dossier de mariage\n"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (OUTSIDE + "    - banc public choix\n", 1, "est aussi une question de la fiche banc"),
        (OUTSIDE + "- theme: chasse\n  exemples: [choix du banc]\n", 4, "« choix du banc »"),
        (OUTSIDE + "- theme: chasse\n", 4, "rubrique obligatoire absente : « exemples »"),
        (OUTSIDE + "  auteur: moi\n", 4, "rubrique inconnue « auteur »"),
        ("theme: mariage\n", 1, "une liste est attendue"),
    ],
)  # fmt: skip
def test_subjects_left_to_others(base: Path, content: str, line: int, message: str) -> None:
    (base / "jardins" / "banc.yaml").write_text(GOOD, "utf-8")
    (base / "hors_perimetre.yaml").write_text(content, "utf-8")
    found = [fault for fault in faults(base) if fault.startswith("hors_perimetre.yaml")]
    assert len(found) == 1, found
    assert found[0].startswith(f"hors_perimetre.yaml:{line}: ")
    assert message in found[0]


def test_subjects_left_to_others_are_searched(base: Path) -> None:
    (base / "hors_perimetre.yaml").write_text(OUTSIDE, "utf-8")
    assert load(base).index().outside == ("mariage",)


def test_files_out_of_place(base: Path) -> None:
    (base / "jardins" / "Mon Banc.yaml").write_text(GOOD, "utf-8")
    (base / "jardins" / "latin.yaml").write_bytes(GOOD.replace("un banc", "été").encode("latin-1"))
    (base / "jardins" / "autre.yml").write_text(GOOD, "utf-8")
    (base / "seule.yaml").write_text(GOOD, "utf-8")
    (base / "sports").mkdir()
    (base / "sports" / "stade.yaml").write_text(GOOD.replace("banc", "stade"), "utf-8")
    (base / "jardins" / "gros.yaml").write_text("#" * 70_000, "utf-8")
    (base / "bibliotheque" / "compost-odeurs.yaml").write_text(
        GOOD.replace("banc", "tuyau"), "utf-8"
    )
    found = "\n".join(faults(base))
    for expected in (
        "jardins/Mon Banc.yaml:1: nom de fichier",
        "jardins/latin.yaml:1: le fichier n'est pas en UTF-8",
        "jardins/autre.yml:1: le nom du fichier",
        "seule.yaml:1: fichier inattendu",
        "sports/stade.yaml:1: le dossier « sports » n'est pas un domaine",
        "jardins/gros.yaml:1: fichier trop gros",
        "jardins/compost-odeurs.yaml:1: identifiant « compost-odeurs » déjà pris",
    ):
        assert expected in found


def test_alias_bomb_is_refused_at_once(base: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    (base / "jardins" / "bombe.yaml").write_text(bomb, "utf-8")
    assert any("bombe.yaml:2: renvoi « *a » interdit" in fault for fault in faults(base))


@pytest.mark.parametrize("depth", [10, 900, 60_000])  # ours is 8; libyaml has a limit of its own
def test_deep_nesting_is_refused(base: Path, depth: int) -> None:
    (base / "jardins" / "profonde.yaml").write_text("[" * depth, "utf-8")
    assert any("profonde.yaml:1: trop de niveaux" in fault for fault in faults(base))


def test_empty_folder(tmp_path: Path) -> None:
    assert any("aucune fiche" in fault for fault in faults(tmp_path))
    with pytest.raises(KnowledgeError, match="aucune fiche"):
        load(tmp_path)
    with pytest.raises(KnowledgeError, match="n'existe pas"):
        load(tmp_path / "absent")


def test_lexicon(base: Path) -> None:
    (base / "lexique.yaml").write_text(
        "equivalents:\n  - [livre, ouvrage]\n  - [ouvrage, volume]\n  - [locomotive, motrice]\n",
        "utf-8",
    )
    found = faults(base)
    assert any("lexique.yaml:3: avertissement : « ouvrage » figure déjà" in f for f in found)
    assert any("lexique.yaml:4: avertissement : aucun mot" in f for f in found)


def test_a_base_without_domain_file_or_lexicon_serves(base: Path) -> None:
    (base / "domaines.yaml").unlink()
    (base / "lexique.yaml").unlink()
    assert [domain.id for domain in load(base).domains] == ["bibliotheque", "jardins"]


def test_digest_names_the_version(base: Path) -> None:
    before = load(base).digest
    assert load(base).digest == before
    path = base / "jardins" / "compost-odeurs.yaml"
    path.write_text(path.read_text("utf-8").replace("moucherons", "mouches"), "utf-8")
    assert load(base).digest != before
