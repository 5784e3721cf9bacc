"""Every page: no fault that axe finds, no sideways scrolling, light; and its pictures.

``CONSOLE_PICTURES=docs/console`` writes the pictures there.
"""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.editorial.publishing import digest
from bot.exports.report_page import render
from tests.conftest import FICHE, ROOT
from tests.console.chromium import Tab, Window, chromium, window
from tests.console.test_answering import age, minute_passes
from tests.console.test_chromium import signed_in
from tests.console.world import EMILE, MAYOR, OTHER_MAYOR, World
from tests.dialogue import Step, play
from tests.exports.test_report import sample

pytestmark = pytest.mark.slow

AXE = "axe-core@4.10.3"
HEAVIEST = 30 * 1024
PAGES = {
    "file": "/console",
    "recherche": "/console?q=lumiere&nature=question",
    "question": "/console/q/1",
    "question-repondue": "/console/q/3",
    "question-fiche": "/console/q/4?fait=3#contenu",
    "repondre": "/console/q/1/repondre",
    "rattacher": "/console/q/1/rattacher?fiche=compost-installer",
    "fiches": "/console/fiches",
    "fiche": "/console/fiches/compost-installer?essai=bac+a+compost",
    "nouvelle": "/console/nouvelle",
    "modifier": "/console/fiches/dromadaires/modifier",
    "relire": "/console/fiches/compost-odeurs/relire",
    "historique": "/console/fiches/compost-installer/historique",
    "journal": "/console/journal",
    "consultations": "/console/consultations",
    "consultation": "/console/consultations/attentes-2027",
    "repetition": "/console/consultations/attentes-2027/essai?q0=5&q1=Les+trottoirs",
    "refus": "/console/q/999",
}


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, from npm's registry, in a folder that is thrown away."""
    npm = shutil.which("npm")
    if npm is None or chromium() is None:
        pytest.skip("no npm or no Chromium")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", AXE]
    try:
        subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=120)  # noqa: S603
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"npm's registry is not reached: {error}")
    source = folder / "node_modules" / "axe-core" / "axe.min.js"
    return source.read_text("utf-8")


@pytest.fixture
async def lived_in(world: World) -> World:
    """A console in use: late questions, notes, replies, drafts, a history."""
    world.give_roles({EMILE}, {EMILE})
    for text, who in (
        ("vitesse de la lumière", MAYOR),
        ("quelle est la vitesse de la lumière dans le vide", OTHER_MAYOR),
        ("le prix du sel à Tombouctou", MAYOR),
    ):
        await world.ask(text, who)
    near = Step(send="compost à la cantine", reply="composteur collectif")  # and left unread
    await play(world.person(OTHER_MAYOR), [near])
    await age(world, 1, 40)
    log = world.log.console
    await log.handling.note(1, "Rita", "Vu avec la direction territoriale.")
    mark = log.sessions.mark(1)
    for actor, act, entry in (
        ("Édith", "soumettre", "compost-installer"),
        ("Rita", "publier", "compost-installer"),
        ("Édith", "soumettre", "compost-odeurs"),
    ):
        await world.log.audit.record(actor, act, entry)
    await log.drafts.begin(
        "dromadaires", "jardins", FICHE.replace("verifie_le", "verifié_le"), "", "Édith", mark
    )
    for entry, words in (("compost-installer", "bac"), ("compost-odeurs", "tas")):
        text = (world.folder / "jardins" / f"{entry}.yaml").read_text("utf-8")
        changed = text.replace("question: Comment", f"question: Avec un {words}, comment")
        changed += "# relue\n"
        await log.drafts.begin(entry, "jardins", changed, digest(text), "Édith", mark)
        draft = await log.drafts.of_entry(entry)
        assert draft is not None
        if words == "bac":
            await log.drafts.published(draft, "Rita", text)
        else:
            assert await log.drafts.settle(draft, "soumis", "Édith", "soumettre")
    return world


@pytest.fixture
async def tab(lived_in: World) -> AsyncIterator[Tab]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium")
    async with window(program) as browsers:
        yield await _answered(browsers, lived_in)


async def _answered(browsers: Window, world: World) -> Tab:
    tab = await signed_in(browsers, world, world.person(EMILE, "Émile"))
    await tab.open("/console/q/3/repondre")
    await tab.type("texte", "Il se vend au poids.")
    await tab.press("Voir l'aperçu")
    await tab.press("Envoyer")
    await minute_passes(world)
    await play(world.person(MAYOR), [Step(press="Utile", notice="")])
    return tab


async def faults(tab: Tab, axe: str) -> list[str]:
    """What axe finds on the page as it is, in this colour scheme and at this width."""
    await tab.scripts(True)
    await tab.evaluate(axe + ";0")
    tags = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']"
    found = await tab.evaluate(
        f"axe.run({{runOnly: {tags}}}).then(r => r.violations.map("
        "v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))"
    )
    await tab.scripts(False)
    return list(found)


async def test_axe_finds_nothing_in_the_report(axe: str, tmp_path: Path) -> None:
    page = tmp_path / "rapport.html"
    page.write_text(render(await sample()), "utf-8")
    program = chromium()
    assert program is not None
    async with window(program) as browsers:
        tab = await browsers.person(f"file://{tmp_path}")
        for scheme, width in (("light", 1280), ("dark", 320)):
            await tab.window(width, "dark" if scheme == "dark" else "light")
            await tab.open(f"/{page.name}")
            assert await faults(tab, axe) == []
            wide = await tab.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{wide} wide at {width}"


def keep(folder: str, name: str, png: bytes) -> None:
    Path(ROOT, folder, f"{name}.png").write_bytes(png)


async def _signing_in(tab: Tab, world: World) -> Tab:
    other = await Window(tab).person(world.origin)
    await other.open("/console")
    return other


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_axe_finds_nothing(tab: Tab, lived_in: World, axe: str) -> None:
    found = {}
    for scheme, width in (("light", 1280), ("dark", 320)):
        for name, path in PAGES.items():
            await tab.window(width, "dark" if scheme == "dark" else "light")
            await tab.open(path)
            if name == "repondre":
                await tab.type("texte", "Trois cent mille km/s, d'après l'Observatoire.")
                await tab.press("Voir l'aperçu")
            found[f"{name} {scheme}"] = await faults(tab, axe)
            wide = await tab.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide at {width}"
    await tab.open("/console/q/1")
    await tab.press("Ajouter la note")
    assert "Erreur\u00a0:" in await tab.evaluate("document.title")
    found["errors"] = await faults(tab, axe)
    other = await _signing_in(tab, lived_in)
    found["sign-in"] = await faults(other, axe)
    link = await lived_in.log.console.sessions.offer(EMILE, "Émile")
    await other.open(f"/console/lien/{link}")
    found["link"] = await faults(other, axe)
    await other.open("/console")
    await other.press("Afficher un code")
    found["code"] = await faults(other, axe)
    # A page that goes on by itself while its code is awaited: it ends after five minutes, nothing
    # is typed in it, and « Afficher un autre code » asks for more time.
    found["code"] = [one for one in found["code"] if not one.startswith("meta-refresh")]
    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_pages_are_light_and_drawn(tab: Tab, lived_in: World) -> None:
    style = (ROOT / "bot" / "console" / "templates" / "style.css").stat().st_size
    folder = os.environ.get("CONSOLE_PICTURES")
    for width in (390, 1280):
        await tab.window(width)
        for name, path in PAGES.items():
            await tab.open(path)
            if name == "repondre":
                await tab.type("texte", "Trois cent mille km/s, d'après l'Observatoire.")
                await tab.press("Voir l'aperçu")
            size = len((await tab.evaluate("document.documentElement.outerHTML")).encode())
            assert size + style <= HEAVIEST, f"{name}: {size} and {style} of style"
            if folder:
                keep(folder, f"{name}-{width}", await tab.picture())
        other = await _signing_in(tab, lived_in)
        await other.window(width)
        await other.press("Afficher un code")
        if folder:
            keep(folder, f"connexion-{width}", await other.picture())
        link = await lived_in.log.console.sessions.offer(EMILE, "Émile")
        await other.open(f"/console/lien/{link}")
        if folder:
            keep(folder, f"lien-{width}", await other.picture())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_full_page_of_long_questions_is_light(lived_in: World, tab: Tab) -> None:
    from dataclasses import replace

    from bot.conversation.recording import new_question
    from bot.matching.matcher import match
    from bot.privacy.masking import mask_contacts
    from bot.questionlog.records import Sender
    from handlers.context import services_of

    served = services_of(lived_in.app).assistant.served
    for number in range(30):
        text = f"Le numéro {number} " + "du soleil et de la lune et des étoiles " * 12
        sender = Sender("telegram", f"telegram:{number}", number + 10, number + 10)
        result = match(text, served.index)
        question = new_question(mask_contacts(text), result, sender, served.base)
        await lived_in.log.record(replace(question, status="nouvelle"))
    assert "page 1 sur 2" in await tab.open("/console")
    style = (ROOT / "bot" / "console" / "templates" / "style.css").stat().st_size
    size = len((await tab.evaluate("document.documentElement.outerHTML")).encode())
    assert size + style <= HEAVIEST, (size, style)
    assert "page 2 sur 2" in await tab.press("Page suivante")
