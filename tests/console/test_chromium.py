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

pytestmark = pytest.mark.slow


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
    await confirmed(person, found[1], tab)
    return tab


async def confirmed(person: Person, code: str, tab: Tab) -> None:
    """Confirm a code in Telegram, and wait until the page has gone on by itself."""
    await play(
        person,
        [
            Step(send=f"/console {code}", reply="Chrome sur Linux"),
            Step(press="Oui, c'est moi", edited="C'est ouvert"),
        ],
    )
    for _ in range(3):
        if await tab.path() != "/console/connexion":
            break
        await tab.loaded()
    assert await tab.path() in ("/console", "/console/fiches")


async def test_a_reviewers_way(world: World, browsers: Window) -> None:
    await world.ask("vitesse de la lumière")
    await world.ask("quelle est la vitesse de la lumière dans le vide", OTHER_MAYOR)
    rita = await signed_in(browsers, world, world.person(RITA))
    assert "n° 1" in await rita.press("Ouvrir la plus ancienne")
    assert "en cours, Rita" in await rita.press("Prendre en charge")
    await rita.tick("meme2")
    assert "2 personnes seront prévenues" in await rita.press("Réunir")
    await rita.type("q", "installer un composteur collectif")
    assert "Envoyer cette fiche" in await rita.press("Chercher")
    assert "la réponse part dans" in await rita.press("Envoyer cette fiche")
    assert "L'envoi est annulé" in await rita.press("Annuler l'envoi")
    await rita.press("Répondre")
    await rita.type("texte", "Trois cent mille kilomètres par seconde.")
    assert "Réponse à votre question n° 1" in await rita.press("Voir l'aperçu")
    assert "la réponse part dans" in await rita.press("Envoyer, dans")
    await minute_passes(world)
    for who in (MAYOR, OTHER_MAYOR):
        assert "Trois cent mille" in world.person(who).last.text
        assert sum("référent" in message.text for message in world.person(who).replies) == 0
    assert (await logged(world.log, 2)).status == "doublon"


async def test_an_editors_way_with_another_to_publish(world: World, browsers: Window) -> None:
    mayor = world.person(MAYOR, "Maire")
    await world.ask("dromadaire au jardin")
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
    await emile.tick("numero1")
    assert "part dans une minute" in await emile.press("Prévenir leurs auteurs")
    await minute_passes(world)
    assert "camélidés" in mayor.last.text
    await play(mayor, [Step(send="dromadaire au jardin", reply="camélidés")])


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_reviewers_way_by_the_keyboard_alone(world: World, browsers: Window) -> None:
    await world.ask("vitesse de la lumière")
    await world.ask("quelle est la vitesse de la lumière dans le vide", OTHER_MAYOR)
    tab = await browsers.person(world.origin)
    await tab.open("/console")
    found = re.search(r"/console ([A-Z0-9]{6})\b", await tab.enter("Afficher un code"))
    assert found is not None
    await confirmed(world.person(RITA), found[1], tab)
    assert "n° 1" in await tab.enter("Ouvrir la plus ancienne")
    assert "en cours, Rita" in await tab.enter("Prendre en charge")
    await tab.reach("meme2")
    await tab.key(" ", 32, " ")
    assert "2 personnes seront prévenues" in await tab.enter("Réunir")
    await tab.write("note", "Vu avec Lyon.")
    assert "Vu avec Lyon." in await tab.enter("Ajouter la note")
    await tab.write("q", "installer un composteur collectif")
    assert "Envoyer cette fiche" in await tab.enter("Chercher")
    assert "la réponse part dans" in await tab.enter("Envoyer cette fiche")
    assert "L'envoi est annulé" in await tab.enter("Annuler l'envoi")
    await tab.enter("Répondre")
    await tab.write("texte", "Trois cent mille kilomètres par seconde.")
    assert "Réponse à votre question n° 1" in await tab.enter("Voir l'aperçu")
    assert "la réponse part dans" in await tab.enter("Envoyer, dans")
    await minute_passes(world)
    assert "Trois cent mille" in world.person(MAYOR).last.text


async def test_ten_questions_take_a_press_each_where_the_nearest_fiche_answers(
    world: World, browsers: Window
) -> None:
    near = Step(send="compost à la cantine", reply="composteur collectif")  # and left unread
    await play(world.person(MAYOR), [near] * 7)
    for text in ("vitesse de la lumière", "le prix du sel à Tombouctou", "un lion mange un zèbre"):
        await world.ask(text)
    rita = await signed_in(browsers, world, world.person(RITA))
    rita.presses = 0
    await rita.press("Ouvrir la plus ancienne")
    for _ in range(7):
        await rita.press("Envoyer cette fiche")
        assert await rita.evaluate("location.hash") == "#contenu"
    for _ in range(2):
        await rita.press("Répondre")
        assert await rita.focus() == "texte"
        await rita.type("texte", "Un expert vous appelle.")
        await rita.press("Voir l'aperçu")
        await rita.press("Envoyer")
    await rita.type("vers", "le zoo de Vincennes")
    shown = await rita.press("Classer hors")
    assert await rita.path() == "/console"
    assert "n° 10 : la réponse part dans" in shown.replace("\u00a0", " ")
    assert rita.presses == 1 + 7 + 2 * 3 + 1, "it was 38: to choose, to see, to send, to go on"
    await minute_passes(world)
    for number in range(1, 11):
        status = (await logged(world.log, number)).status
        assert status == ("hors_perimetre" if number == 10 else "repondue")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_an_editors_way_by_the_keyboard_alone(world: World, browsers: Window) -> None:
    edith = await signed_in(browsers, world, world.person(EDITH, "Édith"))
    assert "Brouillons" not in await edith.text()
    await edith.enter("Nouvelle fiche")
    await edith.write("identifiant", "dromadaires")
    await edith.reach("domaine")
    await edith.key("ArrowDown", 40)
    await edith.enter("Commencer")
    await edith.reach("yaml")
    await edith.key("a", 65, commands=["selectAll"])
    await edith._do("Input.insertText", text=FICHE)
    assert "Sur un téléphone" in await edith.enter("Enregistrer et vérifier")
    assert "quelqu'un d'autre doit" in await edith.enter("Soumettre")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_first_tab_leads_past_the_menu(world: World, browsers: Window) -> None:
    tab = await signed_in(browsers, world, world.person(RITA))
    await tab.key("Tab", 9)
    assert await tab.evaluate("document.activeElement.textContent") == "Aller au contenu"
    await tab.key("Enter", 13, "\r")
    await tab.key("Tab", 9)
    assert await tab.evaluate("document.activeElement.closest('main') !== null")
