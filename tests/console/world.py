"""The console served beside the assistant, and browsers that have no JavaScript."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from aiohttp import ClientSession

from bot.config import Settings
from bot.console.site import routes
from bot.console.web import House
from bot.questionlog.store import QuestionLog
from bot.running.server import listen, serve
from handlers import reloading
from handlers.context import App, Services, serve_with, services_of
from handlers.flood import Flood
from tests.dialogue import Step, play
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer

MAYOR, OTHER_MAYOR, RITA, EDITH, EMILE, STRANGER = 1001, 1002, 2002, 3003, 3004, 4004
AGENT: Final = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


@dataclass
class World:
    """What a test plays with."""

    server: TelegramServer
    app: App
    log: QuestionLog
    origin: str
    folder: Path
    url: str
    """Of the database."""

    def person(self, number: int, name: str = "Rita") -> Person:
        return self.server.user(number, name)

    def give_roles(self, reviewers: set[int], editors: set[int]) -> None:
        services = services_of(self.app)
        changed = services.settings.model_copy(
            update={"reviewer_ids": frozenset(reviewers), "editor_ids": frozenset(editors)}
        )
        serve_with(self.app, Services(services.assistant, changed, Flood()))

    async def ask(self, text: str, who: int = MAYOR, *, told: bool = True) -> None:
        """A mayor asks what the base does not know, and is told unless that is stopped."""
        mayor = self.server.user(who, "Maire")
        await play(mayor, [Step(send=text, reply="n° ")])
        if not told:
            await play(mayor, [Step(press="Ne pas me prévenir", notice="Pas de message")])


@contextlib.asynccontextmanager
async def served(
    server: TelegramServer, app: App, log: QuestionLog, folder: Path, url: str
) -> AsyncIterator[World]:
    """The console of an application that runs."""
    listener = listen("127.0.0.1", 0)
    origin = f"http://localhost:{listener.getsockname()[1]}"
    settings = Settings(
        telegram_bot_token=server.token,
        telegram_api_url=server.root,
        console_url=origin,
        knowledge_dir=folder,
        reviewer_ids=frozenset({RITA, EMILE}),
        editor_ids=frozenset({EDITH, EMILE}),
    )
    serve_with(app, Services(services_of(app).assistant, settings, Flood()))
    house = House(
        lambda: services_of(app).settings,
        log,
        lambda: services_of(app).assistant.served,
        lambda: reloading.reload(app),
    )
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(routes(house), listener, stop))
    try:
        yield World(server, app, log, origin, folder, url)
    finally:
        stop.set()
        await serving
        listener.close()


@dataclass
class Form:
    """A form of a page."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str, str]] = field(default_factory=list)
    """(label, name, value, formaction)."""


class Browser:
    """Reads pages, follows links and sends forms; keeps its cookie; runs no script."""

    def __init__(self, world: World, http: ClientSession) -> None:
        self.world = world
        self._http = http
        self.cookie = ""
        self.status = 0
        self.url = world.origin + "/console"
        self.led_to = ""
        """Where the last redirection led, with its place on the page."""
        self.html = ""
        self.body = b""
        self.headers: dict[str, str] = {}

    @property
    def text(self) -> str:
        """The page without its marks."""
        plain = re.sub(r"<[^>]+>", " ", self.html)
        return re.sub(r"\s+", " ", plain).replace("&#39;", "'").replace("&#34;", '"')

    @property
    def forms(self) -> list[Form]:
        """The forms of the page."""
        reader = _Forms()
        reader.feed(self.html)
        return reader.forms

    async def open(self, path: str) -> "Browser":
        """Go to an address."""
        return await self._go("GET", urljoin(self.world.origin, path))

    async def send(self, label: str, *, unmarked: bool = False, **values: str) -> "Browser":
        """Fill in the form that has this button and press it.

        Args:
            label: the beginning of the words on the button.
            unmarked: leave the hidden token out.
            values: what to type, by the name of the field.
        """
        for form in self.forms:
            for words, name, value, action in form.buttons:
                if words.replace("\u00a0", " ").startswith(label):
                    given = dict(form.fields) | values | ({name: value} if name else {})
                    if unmarked:
                        given.pop("jeton", None)
                    target = urljoin(self.url, action or form.action)
                    if form.method == "get":
                        return await self._go("GET", target, params=given)
                    return await self._go("POST", target, data=given)
        raise AssertionError(f"no button {label!r} on {self.url}: {self.text[:800]}")

    async def knock(self, method: str, path: str) -> "Browser":
        """Ask for an address that no page of one's own may lead to, by either method."""
        return await self._go(method, urljoin(self.world.origin, path))

    async def download(self, label: str) -> bytes:
        """The file that a form answers with; the page stays."""
        html = self.html
        body = (await self.send(label)).body
        self.html = html
        return body

    async def _go(self, method: str, url: str, **given: dict[str, str]) -> "Browser":
        for _ in range(5):
            headers = {"User-Agent": AGENT}
            if self.cookie:
                headers["Cookie"] = f"__Host-session={self.cookie}"
            if method == "POST":
                headers["Origin"] = self.world.origin
            sent = self._http.request(
                method,
                url,
                headers=headers,
                allow_redirects=False,
                **given,  # type: ignore[arg-type]
            )
            async with sent as answer:
                self.body = await answer.read()
                self.status, self.url = answer.status, str(answer.url)
                self.html = self.body.decode("utf-8", "replace")
                self.headers = dict(answer.headers)
                if "__Host-session" in answer.cookies:
                    self.cookie = answer.cookies["__Host-session"].value
                if answer.status != 303:
                    return self
                self.led_to = answer.headers["Location"]
                method, url, given = "GET", urljoin(url, self.led_to), {}
        raise AssertionError("redirected in circles")

    async def sign_in(self, person: Person) -> "Browser":
        """Ask for a code and have it confirmed in Telegram."""
        await (await self.open("/console/connexion")).send("Afficher un")
        found = re.search(r"/console ([A-Z0-9]{6})<", self.html)
        assert found is not None, self.text
        await play(
            person,
            [
                Step(send=f"/console {found[1]}", reply=["Chrome sur Linux", "Ne tapez jamais"]),
                Step(press="Oui, c'est moi", edited="C'est ouvert"),
            ],
        )
        return await self.open("/console")


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: list[str] = []
        self._text = ""
        self._given: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        elif tag == "input" and self.forms and "name" in given:
            if given.get("type") != "checkbox" or "checked" in given:
                self.forms[-1].fields.append((given["name"], given.get("value", "")))
        elif tag in ("textarea", "button", "select"):
            self._text, self._given = "", given
        elif tag == "option" and ("selected" in given):
            self.forms[-1].fields.append((self._given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        given = self._given
        if tag == "textarea" and self.forms and "name" in given:
            self.forms[-1].fields.append((given["name"], self._text))
        if tag == "button" and self.forms:
            self.forms[-1].buttons.append(
                (
                    self._text.strip(),
                    given.get("name", ""),
                    given.get("value", ""),
                    given.get("formaction", ""),
                )
            )


def path_of(url: str) -> str:
    return urlsplit(url).path
