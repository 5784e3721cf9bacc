"""The main paths in a real browser that runs no script, on both databases; two at once."""

import re
from collections.abc import AsyncIterator

import pytest

from tests.conftest import FICHE
from tests.console.chromium import Tab, Window, chromium, window
from tests.console.test_answering import minute_passes
from tests.console.world import EDITH, EMILE, MAYOR, OTHER_MAYOR, RITA, World
from tests.dialogue import Step, logged, play
from tests.telegram_server.people import Person


@pytest.fixture
async def browsers(world: World) -> AsyncIterator[Window]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium")
    async with window(program) as opened:
        yield opened


async def signed_in(browsers: Window, world: World, person: Person) -> Tab:
    """A browser in which somebody has signed in, by the page that goes on by itself."""
    tab = await browsers.person(world.origin)
    await tab.open("/console")
    shown = await tab.press("Afficher un code")
    found = re.search(r"/console ([A-Z0-9]{6})\b", shown)
    assert found is not None, shown
    await play(
        person,
        [
            Step(send=f"/console {found[1]}", reply="Chrome sur Linux"),
            Step(press="Oui, c'est moi", edited="C'est ouvert"),
        ],
    )
    for _ in range(3):
        if await tab.path() != "/console/connexion":
            break
        await tab.loaded()
    assert await tab.path() in ("/console", "/console/fiches")
    return tab


async def test_a_reviewers_way(world: World, browsers: Window) -> None:
    await world.ask("vitesse de la lumière")
    await world.ask("quelle est la vitesse de la lumière dans le vide", OTHER_MAYOR)
    rita = await signed_in(browsers, world, world.person(RITA))
    assert "n° 1" in await rita.press("Ouvrir la plus ancienne")
    assert "en cours, Rita" in await rita.press("Prendre en charge")
    await rita.tick("meme2")
    assert "2 personnes seront prévenues" in await rita.press("Réunir")
    await rita.press("Rattacher à une fiche")
    await rita.type("q", "installer un composteur collectif")
    await rita.press("Chercher")
    assert "Envoyer cette fiche" in await rita.press("Comment installer un composteur")
    assert "La réponse part dans" in await rita.press("Envoyer cette fiche")
    assert "L'envoi est annulé" in await rita.press("Annuler l'envoi")
    await rita.type("texte", "Trois cent mille kilomètres par seconde.")
    assert "Réponse à votre question n° 1" in await rita.press("Voir l'aperçu")
    assert "La réponse part dans" in await rita.press("Envoyer, dans")
    await minute_passes(world)
    for who in (MAYOR, OTHER_MAYOR):
        assert "Trois cent mille" in world.person(who).last.text
        assert sum("référent" in message.text for message in world.person(who).replies) == 0
    assert (await logged(world.log, 2)).status == "doublon"


async def test_an_editors_way_with_another_to_publish(world: World, browsers: Window) -> None:
    mayor = world.person(MAYOR, "Maire")
    await play(mayor, [Step(send="dromadaire au jardin", reply="pas de réponse sûre")])
    edith = await signed_in(browsers, world, world.person(EDITH, "Édith"))
    emile = await signed_in(browsers, world, world.person(EMILE, "Émile"))
    await edith.press("Nouvelle fiche")
    await edith.type("identifiant", "dromadaires")
    await edith.choose("domaine", "jardins")
    await edith.press("Commencer")
    await edith.type("yaml", FICHE.replace("verifie_le", "verifié_le"))
    assert "Faute, ligne 7" in await edith.press("Enregistrer et vérifier")
    await edith.type("yaml", FICHE)
    assert "Sur un téléphone" in await edith.press("Enregistrer et vérifier")
    assert "quelqu'un d'autre doit" in await edith.press("Soumettre")
    await emile.press("Fiches")
    await emile.press("dromadaires")
    assert "Fiche publiée" in await emile.press("Publier")
    await play(mayor, [Step(send="dromadaire au jardin", reply="camélidés")])


async def test_the_keyboard_alone_opens_the_console(world: World, browsers: Window) -> None:
    tab = await browsers.person(world.origin)
    await tab.open("/console")
    await tab.key("Tab", 9)
    assert await tab.evaluate("document.activeElement.textContent") == "Aller au contenu"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert await tab.evaluate(outline) == "solid"
    await tab.key("Tab", 9)
    await tab.key("Enter", 13, "\r")
    assert "/console" in await tab.loaded()
