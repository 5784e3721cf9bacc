"""Consultations in the console: a rehearsal, two people open, one closes, the workbook."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.consultations.staff import ConsultationStaff, find
from bot.questionlog.records import Sender
from bot.questionlog.tables import audit
from handlers.context import Services, serve_with, services_of
from handlers.flood import Flood
from tests.console.world import EDITH, EMILE, RITA, Browser, World, path_of
from tests.consultations.test_staff import TOWNS, fresh

HERE = "/console/consultations/essai"


@pytest.fixture
async def asking(world: World, tmp_path: Path) -> World:
    """A console whose folder has one consultation, in confidence."""
    folder = tmp_path / "consultations"
    folder.mkdir()
    text = fresh().replace("mode: nominative", "mode: confidentielle\nequipe: [Édith]")
    (folder / "essai.yaml").write_text(text, "utf-8")
    services = services_of(world.app)
    changed = services.settings.model_copy(update={"consultations_dir": folder})
    serve_with(world.app, Services(services.assistant, changed, Flood()))
    return world


@pytest.fixture
async def edith(asking: World, browser: Browser) -> Browser:
    return await browser.sign_in(asking.person(EDITH, "Édith"))


async def answered(world: World) -> None:
    """Seven towns: one of them alone says « Une »."""
    for number, town in enumerate(TOWNS, 1):
        sender = Sender("telegram", f"telegram:{number}", chat_id=number, message_id=1)
        asked = world.log.consultations
        await world.log.people.live_in(sender, town, "…")
        await asked.enter(sender, "essai")
        given = {"un": "a"} if number == 1 else {"un": "b", "dit": f"SECRET {number}"}
        for question, value in (given | {"km": None}).items():
            await asked.answer(sender, "essai", question, value, "{}")
        await asked.send(sender, "essai")


async def test_a_consultation_is_rehearsed_for_nothing(asking: World, edith: Browser) -> None:
    await edith.open("/console/consultations")
    assert "pas encore proposée" in edith.text
    await edith.open(HERE)
    assert "Avant la première question" in edith.text
    assert "Ne plus me solliciter" in edith.text
    await edith.open(f"{HERE}/essai")
    await edith.send("Continuer", q0="7")
    assert "au moins une réponse" in edith.text
    await edith.send("Continuer", q0="1")
    await edith.send("Continuer", q1="beaucoup")
    assert "Un nombre est attendu" in edith.text
    await edith.send("Passer")
    await edith.send("Continuer", q2="Une <autre>, 06 12 34 56 78")
    assert "Une &lt;autre&gt;, [téléphone]" in edith.html
    assert "Envoyer ma réponse" in edith.text
    assert await asking.log.consultations.desk.everything() == []


async def test_two_people_open_and_it_is_closed(
    asking: World, edith: Browser, browse: Callable[[], Browser]
) -> None:
    await edith.open(HERE)
    await edith.send("Proposer")
    assert "une autre personne l'ouvre" in edith.text
    renamed = asking.person(EDITH)
    renamed.user["first_name"] = "Autre"
    again = await browse().sign_in(renamed)
    await again.open(HERE)
    assert "Autre" in again.text
    assert not [form for form in again.forms if form.action.endswith("ouvrir")]
    one = find(services_of(asking.app).settings.consultations_dir, "essai")
    _, opened = await ConsultationStaff(asking.log).open(one, "édith ")
    assert not opened, "typed on the server, the same name has no account to compare"
    emile = await browse().sign_in(asking.person(EMILE, "Émile"))
    await emile.open(HERE)
    await emile.send("Ouvrir")
    assert "Consultation ouverte" in emile.text
    assert "proposée par Édith Commentaire" in emile.text, "a name, without its mark"
    assert "Réponses confidentielles : aucun chiffre" in emile.text
    await emile.open("/console/journal?qui=Édith")
    assert "Édith consultation proposée" in emile.text
    assert "Émile consultation ouverte" not in emile.text
    await answered(asking)
    await emile.open(HERE)
    assert "Ont répondu : 5 sur" in emile.text
    assert "SECRET" not in emile.html
    await emile.send("Fermer maintenant")
    assert "les résultats partent" in emile.text
    assert "Trop peu de réponses" in emile.text
    assert "(1)" not in emile.text
    await emile.send("Enregistrer et envoyer", texte="Trois pilotes.")
    assert "Ce que le Cerema en fait Trois pilotes." in emile.text
    async with asking.log.audit._database.read() as connection:
        acts = (await connection.execute(select(audit.c.act))).scalars().all()
    assert acts.count("consultation_comment") == 1


async def test_the_workbook_and_who_may_have_what(
    asking: World, edith: Browser, browse: Callable[[], Browser]
) -> None:
    emile = await browse().sign_in(asking.person(EMILE, "Émile"))
    for browser, label in ((edith, "Proposer"), (emile, "Ouvrir")):
        await browser.open(HERE)
        await browser.send(label)
    await answered(asking)
    await edith.open(HERE)
    await edith.send("Fermer maintenant")
    book = load_workbook(io.BytesIO(await edith.download("Télécharger")))
    assert book.sheetnames == ["Réponses", "Dictionnaire", "Chiffres"]
    await emile.open(HERE)
    await emile.send("Télécharger", textes="1")
    assert emile.status == 409
    assert "pour l'équipe nommée" in emile.text
    renamed = asking.person(EMILE)
    renamed.user["first_name"] = "Édith"
    again = await browse().sign_in(renamed)
    for browser in (edith, again):
        await browser.open(HERE)
        await browser.send("Télécharger", textes="1")
        assert browser.status == 200
    async with asking.log.audit._database.read() as connection:
        texts = select(audit.c.actor).where(audit.c.act == "consultation_texts")
        actors = list(await connection.scalars(texts))
    assert len(set(actors)) == 2, "anybody may take a name: the register tells the accounts apart"
    assert all(actor.startswith("Édith · ") for actor in actors)
    rita = await browse().sign_in(asking.person(RITA, "Rita"))
    await rita.open(HERE)
    assert not [form for form in rita.forms if form.action.startswith(HERE)]
    await rita.open("/console/consultations/rien")
    assert rita.status == 404
    assert path_of(rita.url).endswith("rien")
