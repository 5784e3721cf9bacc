"""An editor sends a fiche as a file: faults with their lines, then the message, then published."""

from pathlib import Path

import pytest

from bot.config import Settings
from bot.conversation.assistant import Assistant
from bot.conversation.served import Served
from bot.knowledge.loader import load
from bot.questionlog.store import QuestionLog
from handlers.context import App, Services, serve_with, services_of
from handlers.flood import Flood
from handlers.transport.notices import Notices
from tests.conftest import FICHE
from tests.dialogue import Step, play
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer

MAYOR, EDITH, EMILE = 1001, 3003, 3004
FAULTY = FICHE.replace("verifie_le", "verifié_le")


@pytest.fixture
def folder(serving: App, server: TelegramServer, log: QuestionLog, base: Path) -> Path:
    settings = Settings(
        telegram_bot_token=server.token,
        telegram_api_url=server.root,
        knowledge_dir=base,
        editor_ids=frozenset({EDITH, EMILE}),
    )
    assistant = Assistant(Served.of(load(base)), log, settings.promises)
    serve_with(serving, Services(assistant, settings, Flood()))
    return base / "jardins"


@pytest.fixture
def edith(server: TelegramServer) -> Person:
    return server.user(EDITH, "Édith")


@pytest.fixture
def emile(server: TelegramServer) -> Person:
    return server.user(EMILE, "Émile")


async def sent(
    person: Person, text: str, *, name: str = "dromadaires.yaml", caption: str = ""
) -> str:
    """Send a file; what came back."""
    before = len(person.replies)
    await person.send_document(text.encode(), name=name, caption=caption)
    await person.server.idle()
    assert len(person.replies) == before + 1
    return person.last.text.replace("\u00a0", " ")


async def notices(serving: App, log: QuestionLog) -> None:
    await Notices(serving, log, None).send_due()


async def test_from_a_file_to_the_mayors_phone(
    serving: App, log: QuestionLog, folder: Path, edith: Person, emile: Person,
    server: TelegramServer,
) -> None:  # fmt: skip
    mayor = server.user(MAYOR)
    await play(mayor, [Step(send="dromadaire au jardin", reply="pas de réponse sûre")])
    await play(emile, [Step(send="/start", reply="Bonjour")])
    assert "renvoyez le fichier avec son domaine" in await sent(edith, FICHE)
    assert "jardins/dromadaires.yaml, ligne 7" in await sent(
        edith, FAULTY, caption="Jardins Partagés"
    )
    shown = await sent(edith, FICHE, name="dromadaires.yaml.txt", caption="jardins")
    assert "Voici ce que lira un maire" in shown
    assert "camélidés" in shown
    await play(edith, [Step(press="Publier après relecture", reply="une autre personne")])
    assert not (folder / "dromadaires.yaml").exists()
    await notices(serving, log)
    asked = emile.last.text
    for words in ("Fiche à relire", "Édith", "+question: Peut-on", "camélidés"):
        assert words in asked
    await play(emile, [Step(press="Publier", reply=["est servie", "n° 1"])])
    assert (folder / "dromadaires.yaml").read_text("utf-8") == FICHE
    await play(mayor, [Step(send="dromadaire au jardin", reply="camélidés")])
    await play(emile, [Step(press="Publier", reply="déjà publié ou abandonné")])
    await notices(serving, log)
    assert "publiée\u00a0: dromadaires, par Émile" in edith.last.text
    assert sum("Votre fiche" in message.text for message in edith.replies) == 1
    versions = await log.console.drafts.versions("dromadaires")
    assert [(one.author, one.publisher) for one in versions] == [("Édith", "Émile")]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_publication_that_was_killed_half_way_is_ended_by_another_press(
    serving: App, log: QuestionLog, folder: Path, edith: Person, emile: Person
) -> None:
    await play(emile, [Step(send="/start", reply="Bonjour")])
    await sent(edith, FICHE, caption="jardins")
    await play(edith, [Step(press="Publier après relecture", reply="une autre personne")])
    await notices(serving, log)
    (folder / "dromadaires.yaml").write_text(FICHE, "utf-8")  # all that was done
    await play(emile, [Step(press="Publier", reply="est servie")])
    assert await log.console.drafts.of_entry("dromadaires") is None
    versions = await log.console.drafts.versions("dromadaires")
    assert [(one.author, one.publisher) for one in versions] == [("Édith", "Émile")]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_author_does_not_publish_alone(
    log: QuestionLog, folder: Path, edith: Person
) -> None:
    await sent(edith, FICHE, caption="jardins")
    await play(edith, [Step(press="Publier après relecture", reply="une autre personne")])
    draft = await log.console.drafts.of_entry("dromadaires")
    assert draft is not None
    carried = f"v1:e:publier:{draft.id}:{draft.version}"
    await play(edith, [Step(press_data=carried, reply="Une autre personne que l'auteur")])
    assert not (folder / "dromadaires.yaml").exists()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_in_the_staffs_group_an_editor_publishes_and_nobody_else(
    serving: App, log: QuestionLog, folder: Path, edith: Person, emile: Person,
    server: TelegramServer,
) -> None:  # fmt: skip
    mayor = server.user(MAYOR)
    await play(mayor, [Step(send="dromadaire au jardin", reply="pas de réponse sûre")])
    reviewer = server.user(2002, "Rita")
    staff = server.group(emile, reviewer)
    services = services_of(serving)
    roles = {"staff_chat_id": staff.id, "reviewer_ids": frozenset({2002})}
    settings = services.settings.model_copy(update=roles)
    serve_with(serving, Services(services.assistant, settings, Flood()))
    await sent(edith, FICHE, caption="jardins")
    await play(edith, [Step(press="Publier après relecture", reply="une autre personne")])
    await notices(serving, log)
    await play(staff.as_seen_by(reviewer), [Step(press="Publier", notice="revient")])
    assert not (folder / "dromadaires.yaml").exists()
    await play(staff.as_seen_by(emile), [Step(press="Publier", reply="est servie")])
    assert (folder / "dromadaires.yaml").exists()
    told = Step(press="Répondre à la n° 1", reply="sera prévenue")
    await play(staff.as_seen_by(reviewer), [told])
    await notices(serving, log)
    assert "camélidés" in mayor.last.text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_nobody_writes_over_a_colleagues_draft(
    serving: App, log: QuestionLog, folder: Path, edith: Person, emile: Person
) -> None:
    await sent(edith, FICHE, caption="jardins")
    assert "Édith écrit déjà cette fiche" in await sent(emile, FICHE, caption="jardins")
    await play(edith, [Step(press="Publier après relecture", reply="une autre personne")])
    await notices(serving, log)
    await sent(edith, FICHE.replace("Non,", "Jamais,"))
    await play(emile, [Step(press="Publier", reply="n'est pas soumis, ou a changé")])
    await play(edith, [Step(press="Abandonner", reply="abandonné")])
    assert "Voici ce que" in await sent(emile, FICHE, caption="jardins")


async def test_what_is_no_fiche_or_comes_from_others_is_no_draft(
    log: QuestionLog, folder: Path, edith: Person, server: TelegramServer
) -> None:
    mayor = server.user(MAYOR)
    assert "messages écrits" in await sent(mayor, FICHE)
    await play(mayor, [Step(press_data="v1:e:publier:1:1", notice="revient")])
    assert "minuscules" in await sent(edith, FICHE, name="Ma fiche (1).yaml")
    assert "minuscules" in await sent(edith, FICHE, name="../../etc/..yaml")
    for encoding in ("utf-16", "utf-16-le", "utf-32-be"):  # without a mark, letters and NULs
        assert "UTF-8" in await _bytes(edith, "a: b".encode(encoding))
    fetched = len(server.calls_of("getFile"))
    assert "64 Ko" in await _bytes(edith, b"a" * 70_000)
    assert fetched > 0
    assert len(server.calls_of("getFile")) == fetched, "its size is looked at first"
    assert "messages écrits" in await sent(edith, FICHE, name="fiche.pdf")
    await play(edith, [Step(press_data="v1:e:publier:99:x", reply="n'est plus valable")])
    assert await log.console.drafts.live() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_of_a_files_name_the_last_part_alone_counts(
    log: QuestionLog, folder: Path, edith: Person
) -> None:
    for name in ("../bibliotheque/dromadaires.yaml", "/etc/dromadaires.YML"):
        assert "Voici ce que" in await sent(edith, FICHE, name=name, caption="jardins")
    [draft] = await log.console.drafts.live()
    assert (draft.domain, draft.entry) == ("jardins", "dromadaires")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_file_in_a_group_is_not_taken(
    log: QuestionLog, folder: Path, edith: Person, server: TelegramServer
) -> None:
    server.world.settings.privacy = False  # the bot hears everything
    seen = server.group(edith).as_seen_by(edith)
    await seen.send_document(FICHE.encode(), name="dromadaires.yaml", caption="jardins")
    await server.idle()
    assert seen.replies == []
    assert await log.console.drafts.live() == []


async def _bytes(person: Person, content: bytes) -> str:
    await person.send_document(content, name="dromadaires.yaml", caption="jardins")
    await person.server.idle()
    return person.last.text.replace("\u00a0", " ")
