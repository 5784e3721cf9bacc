"""Who gets in: those of the staff who confirm in Telegram the code that they see, no other."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession
from sqlalchemy import update

from bot.clock import PARIS, utc_now
from bot.console.site import POSTED, SHOWN
from bot.console.web import editors, reviewers
from bot.questionlog import sessions
from bot.questionlog.console_tables import console_sessions
from handlers.context import Services, serve_with, services_of
from handlers.flood import Flood
from tests.console.world import EDITH, RITA, STRANGER, Browser, World, path_of
from tests.dialogue import Step, play
from tests.telegram_server.people import Person


async def code_of(browser: Browser) -> str:
    await (await browser.open("/console/connexion")).send("Afficher un")
    found = re.search(r"/console ([A-Z0-9]{6})<", browser.html)
    assert found is not None
    return found[1]


async def test_a_reviewer_signs_in_with_a_code_and_out(world: World, browser: Browser) -> None:
    await browser.open("/console/q/1")
    assert path_of(browser.url) == "/console/connexion"
    await browser.sign_in(world.person(RITA))
    assert browser.status == 200
    assert "À traiter" in browser.text
    policy = browser.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'; ")
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert browser.headers["Cache-Control"] == "no-store"
    assert browser.headers["Referrer-Policy"] == "no-referrer"
    await browser.send("Fermer la console")
    assert path_of((await browser.open("/console")).url) == "/console/connexion"


async def test_only_digests_are_kept(world: World, browser: Browser) -> None:
    code = await code_of(browser)
    async with world.log._database.read() as connection:
        row = (await connection.execute(console_sessions.select())).one()
    assert code not in str(row)
    assert browser.cookie not in str(row)


async def test_the_cookie_is_kept_by_its_browser_alone(world: World, browser: Browser) -> None:
    await browser.open("/console/connexion")
    form = browser.forms[0]
    async with (
        ClientSession() as http,
        http.post(
            world.origin + form.action,
            data=dict(form.fields),
            headers={"Origin": world.origin},
            allow_redirects=False,
        ) as answer,
    ):
        told = answer.headers["Set-Cookie"]
    assert told.startswith("__Host-session=")
    assert {part.strip().lower() for part in told.split(";")[1:]} == {
        "httponly", "secure", "path=/", "samesite=lax", "max-age=43200",
    }  # fmt: skip


async def test_a_code_is_over_after_five_minutes_and_a_session_after_twelve_hours(
    world: World, browser: Browser, browse: Callable[[], Browser]
) -> None:
    await browser.sign_in(world.person(RITA))
    late = browse()
    code = await code_of(late)
    async with world.log._database.write() as connection:
        rows = (await connection.execute(console_sessions.select())).all()
        for row in rows:
            kept = {True: timedelta(hours=12), False: timedelta(minutes=5)}[row.code is None]
            begun = row.opened_at if row.code else row.confirmed_at
            assert abs(row.ends_at - begun - kept) < timedelta(seconds=5)
        past = datetime.now(UTC) - timedelta(seconds=1)
        await connection.execute(console_sessions.update().values(ends_at=past))
    await play(world.person(RITA), [Step(send=f"/console {code}", reply="n'est pas affiché")])
    assert path_of((await browser.open("/console")).url) == "/console/connexion"


async def test_the_link_beside_the_code_gives_it(world: World, browser: Browser) -> None:
    code = await code_of(browser)
    await play(
        world.person(STRANGER, "Inconnu"), [Step(start=f"c_{code}", reply="ne connais pas")]
    )
    await play(
        world.person(EDITH, "Édith"),
        [
            Step(start=f"c_{code}", reply="Ouvrir la console"),
            Step(press="Oui, c'est moi", edited="C'est ouvert"),
        ],
    )
    assert path_of((await browser.open("/console")).url) == "/console/fiches"


async def test_who_confirms_is_shown_the_browser_and_the_time(
    world: World, browser: Browser
) -> None:
    code = await code_of(browser)
    async with world.log._database.read() as connection:
        row = (await connection.execute(console_sessions.select())).one()
    asked = row.opened_at.astimezone(PARIS).strftime("Demandé le %d/%m à %H:%M")
    shown = ["Ouvrir la console", "Navigateur : Chrome sur Linux", asked]
    for step in (Step(send=f"/console {code}", reply=shown), Step(start=f"c_{code}", reply=shown)):
        await play(world.person(RITA), [step])


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_code_is_confirmed_in_private_alone(world: World, browser: Browser) -> None:
    code = await code_of(browser)
    staff = world.server.group(world.person(RITA))
    services = services_of(world.app)
    settings = services.settings.model_copy(update={"staff_chat_id": staff.id})
    serve_with(world.app, Services(services.assistant, settings, Flood()))
    await play(
        staff.as_seen_by(world.person(RITA)),
        [
            Step(start=f"c_{code}", reply="écrivez /question", absent="Ouvrir la console"),
            Step(send=f"/console {code}", reply="se confirme en privé"),
            Step(send="/console", reply="se confirme en privé", absent="/lien/"),
        ],
    )
    async with world.log._database.read() as connection:
        rows = (await connection.execute(console_sessions.select())).all()
    assert len(rows) == 1, "the browser's, and no link"


async def test_strangers_who_ask_for_codes_keep_nobody_out(
    world: World, browse: Callable[[], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sessions.MAX_WAITING == 500
    monkeypatch.setattr(sessions, "MAX_WAITING", 3)
    early, late, rita = browse(), browse(), world.person(RITA)
    code = await code_of(early)
    await play(rita, [Step(send=f"/console {code}", reply="Ouvrir la console")])
    for _ in range(5):
        await code_of(browse())
    await late.sign_in(world.person(EDITH, "Édith"))
    assert late.status == 200
    await play(rita, [Step(press="Oui, c'est moi", edited="C'est ouvert")])
    async with world.log._database.read() as connection:
        left = (await connection.execute(console_sessions.select())).all()
    assert len([row for row in left if row.confirmed_at is None]) <= 3


async def link_of(person: Person) -> str:
    await play(person, [Step(send="/console", reply="sans code")])
    [(_, link)] = person.last.links
    assert len(link.rpartition("/")[2]) >= 43, "256 bits"
    return link


async def test_a_link_of_the_bot_opens_one_browser_once(
    world: World, browser: Browser, browse: Callable[[], Browser]
) -> None:
    link = await link_of(world.person(RITA))
    for _ in range(2):
        await browser.open(link)
        assert "Chrome sur Linux" in browser.text
    assert path_of((await browser.open("/console")).url) == "/console/connexion"
    other = await browse().open(link)
    await (await browser.open(link)).send("Ouvrir dans ce navigateur")
    assert path_of(browser.url) == "/console"
    assert "À traiter" in browser.text
    await other.send("Ouvrir dans ce navigateur")
    assert other.status == 410
    assert "ne sert qu'une fois" in other.text
    assert (await other.open(link)).status == 410
    assert path_of((await other.open("/console")).url) == "/console/connexion"


async def test_an_old_link_opens_nothing_and_none_is_kept_as_it_is(
    world: World, browser: Browser
) -> None:
    link = await link_of(world.person(RITA))
    async with world.log._database.write() as connection:
        row = (await connection.execute(console_sessions.select())).one()
        assert link.rpartition("/")[2] not in str(row)
        assert row.ends_at - row.opened_at == timedelta(minutes=10)
        await connection.execute(update(console_sessions).values(ends_at=utc_now()))
    assert (await browser.open(link)).status == 410


async def test_another_site_cannot_use_a_link(world: World) -> None:
    link = await link_of(world.person(RITA))
    async with (
        ClientSession() as http,
        http.post(link, headers={"Origin": "https://ailleurs.example"}) as answer,
    ):
        assert answer.status == 403


async def test_a_confirmed_code_signs_no_second_browser_in(
    world: World, browser: Browser, browse: Callable[[], Browser]
) -> None:
    code = await code_of(browser)
    rita = world.person(RITA)
    await play(
        rita,
        [
            Step(start=f"c_{code}", reply="Ouvrir la console"),
            Step(press="Oui, c'est moi", edited="C'est ouvert"),
            Step(start=f"c_{code}", reply="n'est pas affiché"),
        ],
    )
    other = browse()
    assert path_of((await other.open("/console")).url) == "/console/connexion"


async def test_no_means_no(world: World, browser: Browser) -> None:
    code = await code_of(browser)
    await play(
        world.person(RITA),
        [
            Step(send=f"/console {code}", reply="Ouvrir la console"),
            Step(press="Non", edited="refusé"),
        ],
    )
    assert path_of((await browser.open("/console")).url) == "/console/connexion"


async def test_a_stranger_has_no_such_command(world: World, browser: Browser) -> None:
    code = await code_of(browser)
    await play(
        world.person(STRANGER, "Inconnu"),
        [Step(send=f"/console {code}", reply="ne connais pas")],
    )


async def test_who_did_not_type_the_code_cannot_confirm_it(world: World, browser: Browser) -> None:
    code = await code_of(browser)
    await play(world.person(RITA), [Step(send=f"/console {code}", reply="Ouvrir")])
    number = 1
    await play(
        world.person(EDITH, "Édith"),
        [
            Step(send="/console", reply="affiche un code"),
            Step(press_data=f"v1:k:oui:{number}", edited="plus valable"),
        ],
    )
    assert path_of((await browser.open("/console")).url) == "/console/connexion"


async def test_five_wrong_codes_are_enough(world: World, browser: Browser) -> None:
    code = await code_of(browser)
    rita = world.person(RITA)
    wrong = Step(send="/console ABCDEF", reply="n'est pas affiché")
    await play(rita, [wrong] * 5)
    await play(rita, [Step(send=f"/console {code}", reply="Cinq codes faux")])


async def test_sessions_are_listed_and_closed_from_telegram(
    world: World, browser: Browser
) -> None:
    rita = world.person(RITA)
    await browser.sign_in(rita)
    await play(
        rita,
        [
            Step(send="/console", reply=["Ouverte chez vous", "Chrome sur Linux"]),
            Step(press="Fermer 1", edited="est fermée"),
        ],
    )
    assert path_of((await browser.open("/console")).url) == "/console/connexion"


async def test_roles_are_read_at_every_request(world: World, browser: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await browser.sign_in(world.person(RITA))
    assert (await browser.open("/console/q/1")).status == 200
    assert (await browser.open("/console/nouvelle")).status == 403
    assert "rôle que vous n'avez pas" in browser.text
    world.give_roles(set(), set())
    assert (await browser.open("/console/q/1")).status == 403
    assert "plus dans la liste" in browser.text


async def test_an_editor_does_not_read_questions(world: World, browser: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await browser.sign_in(world.person(EDITH, "Édith"))
    assert path_of(browser.url) == "/console/fiches"
    assert (await browser.open("/console/q/1")).status == 403


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_every_address_is_closed_to_who_may_not(
    world: World, browser: Browser, browse: Callable[[], Browser]
) -> None:
    await world.ask("vitesse de la lumière")
    rita = await browser.sign_in(world.person(RITA))
    edith = await browse().sign_in(world.person(EDITH, "Édith"))
    nobody = browse()
    for pages, method in ((SHOWN, "GET"), (POSTED, "POST")):
        for path, _, may in pages:
            url = path.replace("{number:int}", "1").replace("{fiche}", "compost-odeurs")
            await nobody.knock(method, url)
            closed = nobody.status == 401 if method == "POST" else "connexion" in nobody.url
            assert closed, url
            for member, role in ((rita, editors), (edith, reviewers)):
                if may is role:
                    await member.knock(method, url)
                    assert member.status == 403, url


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_session_ends_by_itself(world: World, browser: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await (await browser.sign_in(world.person(RITA))).open("/console/q/1")
    async with world.log._database.write() as connection:
        await connection.execute(update(console_sessions).values(ends_at=utc_now()))
    await browser.send("Ajouter la note", note="longue & patiente")
    assert browser.status == 401
    assert "longue &amp; patiente" in browser.html
    assert path_of((await browser.open("/console/q/1")).url) == "/console/connexion"


async def test_a_forged_form_does_nothing(world: World, browser: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await (await browser.sign_in(world.person(RITA))).open("/console/q/1")
    await browser.send("Ajouter la note", unmarked=True, note="forgée")
    assert browser.status == 403
    assert "forgée" in browser.html, "what was typed is given back"
    await (await browser.open("/console/q/1")).send("Ajouter la note", jeton="a.b", note="forgée")
    assert browser.status == 403
    assert await world.log.console.handling.notes_of(1) == []


async def test_another_site_cannot_send_a_form(world: World, browser: Browser) -> None:
    await (await browser.sign_in(world.person(RITA))).open("/console/fiches")
    form = browser.forms[0]
    async with (
        ClientSession() as http,
        http.post(
            world.origin + form.action,
            data=dict(form.fields),
            headers={
                "Cookie": f"__Host-session={browser.cookie}",
                "Origin": "https://ailleurs.example",
            },
        ) as answer,
    ):
        assert answer.status == 403


async def test_a_form_counts_once(world: World, browser: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await (await browser.sign_in(world.person(RITA))).open("/console/q/1")
    page, url = browser.html, browser.url
    await browser.send("Ajouter la note", note="une fois")
    browser.html, browser.url = page, url
    await browser.send("Ajouter la note", note="une fois")
    assert "déjà été envoyé" in browser.text
    assert len(await world.log.console.handling.notes_of(1)) == 1


async def test_an_ended_session_gives_back_what_was_typed(
    world: World, browser: Browser, browse: Callable[[], Browser]
) -> None:
    await world.ask("vitesse de la lumière")
    rita = world.person(RITA)
    await (await browser.sign_in(rita)).open("/console/q/1")
    await play(
        rita, [Step(send="/console", reply="Ouverte"), Step(press="Fermer 1", edited="fermée")]
    )
    await browser.send("Ajouter la note", note="longue & patiente")
    assert browser.status == 401
    assert "longue &amp; patiente" in browser.html


async def test_too_large_a_form_is_refused(world: World, browser: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await (await browser.sign_in(world.person(RITA))).open("/console/q/1")
    await browser.send("Ajouter la note", note="é" * 60_000)
    assert browser.status == 413


@pytest.mark.parametrize("path", ["/console/q/999", "/console/fiches/pas-de-fiche"])
async def test_what_is_not_there_says_so(world: World, browser: Browser, path: str) -> None:
    world.give_roles({RITA}, {RITA})
    await browser.sign_in(world.person(RITA))
    assert (await browser.open(path)).status == 404
