"""What every page goes through: who is there, what may be posted, how it is shown and guarded."""

import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from markupsafe import Markup
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.config import Settings
from bot.console.drawing import environment
from bot.conversation.served import Served
from bot.editorial.publishing import Editor, Press
from bot.errors import LogUnavailableError
from bot.pages.reply import Reply
from bot.questionlog.sessions import Session
from bot.questionlog.store import QuestionLog
from bot.texts import console as texts

ROOT: Final = "/console"
SIGN_IN: Final = f"{ROOT}/connexion"
COOKIE: Final = "__Host-session"
TOKEN: Final = "jeton"  # noqa: S105 - the name of a field
TEMPLATES: Final = Path(__file__).parent / "templates"
MAX_BODY: Final = 64 * 1024
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class RefusedError(Exception):
    """A request that is not carried out; the page says why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff, with the roles that the settings give now."""

    telegram_id: int
    name: str
    mark: str
    """What tells one member from another in the log."""
    reviewer: bool
    editor: bool

    @property
    def as_editor(self) -> Editor:
        """Who writes, or reads again."""
        return Editor(self.name, self.mark)


@dataclass(frozen=True)
class House:
    """What the pages are about."""

    current: Callable[[], Settings]
    """The settings as they are now: a role taken away is gone at the next request."""
    log: QuestionLog
    served: Callable[[], Served]
    """What is served now."""
    reload: Callable[[], Awaitable[Reply]]
    """Serves the base on disk, or says why not."""

    @property
    def settings(self) -> Settings:
        """The settings now."""
        return self.current()

    @property
    def press(self) -> Press:
        """What fiches are published with."""
        settings = self.settings
        return Press(settings.knowledge_dir, self.log, self.reload, settings.editor_ids)


@dataclass(frozen=True)
class Visit:
    """One request of a member of the staff."""

    house: House
    request: Request
    member: Member
    token: str
    """What the browser keeps; forms are signed with it."""
    form: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, list[str]] = field(default_factory=dict)
    """Every value of each field of the form."""

    @property
    def query(self) -> Mapping[str, str]:
        """What the address carries."""
        return self.request.query_params

    def number(self, name: str = "number") -> int:
        """A number of the path, which the route has checked to be digits."""
        return int(str(self.request.path_params[name])[:18])

    def seen(self) -> int:
        """The version of what was on the page that was sent."""
        return next(iter(self.numbers("version")), -1)

    def numbers(self, name: str) -> list[int]:
        """What a field of the form holds of numbers that a database may have given."""
        return [number for one in self.several.get(name, ()) if (number := numbered(one)) >= 0]

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page."""
        told = self.query.get("dit", "")
        said = texts.CONFLICT if told == "conflit" else texts.SAID.get(told, "")
        shared = {"member": self.member, "hidden": self._hidden, "said": said, "errors": []}
        return show(template, status, **(shared | values))

    def _hidden(self) -> Markup:
        """The hidden field of one form: signed for this browser, good for one sending."""
        value = signed(self.token, secrets.token_urlsafe(12))
        return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN, value)


Page = Callable[[Visit], Awaitable[Response]]
May = Callable[[Member], bool]


def anybody(member: Member) -> bool:
    """All of the staff."""
    return member.reviewer or member.editor


def reviewers(member: Member) -> bool:
    """Those who answer."""
    return member.reviewer


def editors(member: Member) -> bool:
    """Those who write."""
    return member.editor


def guarded(
    house: House, page: Page, may: May = anybody
) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a page: only for those who may, and forms only once.

    Args:
        house: what pages are about.
        page: makes the page.
        may: who may see it.
    """

    async def endpoint(request: Request) -> Response:
        posted: dict[str, list[str]] = {}
        try:
            if request.method == "POST":
                posted = await read_form(request, house.settings)
            response = await _carried_out(house, request, posted, page, may)
        except RefusedError as refusal:
            response = refused(refusal, posted)
        except LogUnavailableError:
            response = refused(RefusedError(503, "base"), posted)
        return response

    return endpoint


async def _carried_out(
    house: House, request: Request, posted: dict[str, list[str]], page: Page, may: May
) -> Response:
    token = request.cookies.get(COOKIE, "")
    session = await house.log.console.sessions.of_token(token) if token else None
    if session is None or not session.confirmed:
        if request.method == "GET":
            return redirect(SIGN_IN)
        raise RefusedError(401, "session")
    member = _member(house, session)
    if not anybody(member):
        raise RefusedError(403, "personne")
    if not may(member):
        raise RefusedError(403, "role")
    form = {name: values[-1] for name, values in posted.items()}
    if request.method == "POST":
        given = form.get(TOKEN, "")
        nonce = given.partition(".")[0]
        if not hmac.compare_digest(signed(token, nonce).encode(), given.encode()):
            raise RefusedError(403, "formulaire")
        if not await house.log.console.sessions.spend(given):
            return redirect(_back(request), "deja")
    return await page(Visit(house, request, member, token, form, posted))


def _member(house: House, session: Session) -> Member:
    person = session.telegram_id or 0
    return Member(
        person,
        session.name,
        house.log.console.sessions.mark(person),
        person in house.settings.reviewer_ids,
        person in house.settings.editor_ids,
    )


def _back(request: Request) -> str:
    """Where a form that was sent twice leads: to what it was about."""
    parts = request.url.path.split("/")
    return "/".join(parts[:4]) if len(parts) > 4 else ROOT


async def read_form(request: Request, settings: Settings) -> dict[str, list[str]]:
    """The fields of a form of ours.

    Raises:
        RefusedError: it is too large, or comes from another site.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    # Browsers that tell no referrer tell no origin either: "null". The token is what guards.
    if site not in ("same-origin", "none") or origin not in (None, "null", own_origin(settings)):
        raise RefusedError(403, "formulaire")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                raise RefusedError(413, "taille")
    except ClientDisconnect:
        raise RefusedError(400, "formulaire") from None
    found: dict[str, list[str]] = {}
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=500)
    except ValueError:
        raise RefusedError(400, "formulaire") from None
    for name, value in fields:
        found.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\0", ""))
    return found


def own_origin(settings: Settings) -> str:
    """Where our own forms come from."""
    parts = urlsplit(settings.console_url or "")
    return f"{parts.scheme}://{parts.netloc}"


def signed(token: str, nonce: str) -> str:
    """What a form of this browser carries."""
    mark = hmac.new(token.encode(), b"form:" + nonce.encode(), "sha256").hexdigest()
    return f"{nonce}.{mark}"


def redirect(path: str, said: str = "") -> Response:
    """After an act, to the page that shows what became of it."""
    target = f"{path}?dit={said}" if said else path
    return RedirectResponse(target, 303, headers=dict(HEADERS))


def refused(refusal: RefusedError, posted: Mapping[str, list[str]]) -> Response:
    """Why nothing was done; what was typed is given back, so that nobody writes it twice."""
    kept = [value for name in ("texte", "yaml", "note") for value in posted.get(name, []) if value]
    return show("refus.html.j2", refusal.status, why=refusal.why, kept=kept, member=None)


def page_number(given: str) -> int:
    """The page that an address asks for; the first where it asks for none that may be."""
    return max(1, numbered(given)) if len(given) < 6 else 1


def numbered(given: str) -> int:
    """A number as a database may have given it; -1 for anything else."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else -1


def show(template: str, status: int = 200, **values: Any) -> Response:
    """A page from its template."""
    html = _ENVIRONMENT.get_template(template).render(values)
    return HTMLResponse(html, status, headers=dict(HEADERS))


_ENVIRONMENT: Final = environment(TEMPLATES, ROOT)
