"""Signing in: the browser shows a code, the person confirms it in Telegram, the page goes on."""

import re
import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.console.web import (
    COOKIE,
    HEADERS,
    ROOT,
    SIGN_IN,
    House,
    RefusedError,
    Visit,
    read_form,
    redirect,
    refused,
    show,
)
from bot.errors import LogUnavailableError
from bot.questionlog.sessions import SESSION_TIME, code_of
from bot.texts import console as texts

_NAMES: Final = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class SigningIn:
    """The pages that need no session."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._sessions = house.log.console.sessions

    async def endpoint(self, request: Request) -> Response:
        """Ask for a code, show it, or go on once it is confirmed."""
        try:
            if request.method == "POST":
                await read_form(request, self._house.settings)
                return await self._begin(request)
            return await self._shown(request)
        except RefusedError as refusal:
            return refused(refusal, {})
        except LogUnavailableError:
            return refused(RefusedError(503, "base"), {})

    async def by_link(self, request: Request) -> Response:
        """A link of the bot: looked at, it offers a button; the button uses it up.

        Programs that draw previews open links before people do: opening one signs nobody in.
        """
        link = str(request.path_params["link"])
        try:
            if request.method == "POST":
                await read_form(request, self._house.settings)
                return await self._by_link(request, link)
            if not await self._sessions.is_offered(link):
                raise RefusedError(410, "lien")
            browser = browser_of(request.headers.get("user-agent", ""))
            return show("lien.html.j2", browser=browser, link=link, member=None)
        except RefusedError as refusal:
            return refused(refusal, {})
        except LogUnavailableError:
            return refused(RefusedError(503, "base"), {})

    async def _by_link(self, request: Request, link: str) -> Response:
        token = secrets.token_urlsafe(32)
        browser = browser_of(request.headers.get("user-agent", ""))
        if not await self._sessions.spend_link(link, token, browser):
            raise RefusedError(410, "lien")
        return _kept(redirect(ROOT), token)

    async def _shown(self, request: Request) -> Response:
        token = request.cookies.get(COOKIE, "")
        session = await self._sessions.of_token(token) if _TOKEN.fullmatch(token) else None
        if session is not None and session.confirmed:
            return redirect(ROOT)
        code = code_of(token) if session is not None else ""
        bot = self._house.served().bot
        waiting = session is not None
        return show("connexion.html.j2", code=code, bot=bot, waiting=waiting, member=None)

    async def _begin(self, request: Request) -> Response:
        """A new browser always draws a new token: nobody can plant one beforehand."""
        token = secrets.token_urlsafe(32)
        browser = browser_of(request.headers.get("user-agent", ""))
        if not await self._sessions.begin(token, browser):
            raise RefusedError(503, "base")
        return _kept(redirect(SIGN_IN), token)


def _kept(response: Response, token: str) -> Response:
    """Have the browser keep what it is known by."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(SESSION_TIME.total_seconds()),
        secure=True,
        httponly=True,
        samesite="lax",
    )
    return response


async def sign_out(visit: Visit) -> Response:
    """End this session."""
    session = await visit.house.log.console.sessions.of_token(visit.token)
    if session is not None:
        await visit.house.log.console.sessions.close(session.id, visit.member.telegram_id)
    response = redirect(SIGN_IN)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax")
    response.headers.update(HEADERS)
    return response


def browser_of(agent: str) -> str:
    """The browser and the system as people call them: nothing of the header is repeated."""
    name = next((shown for mark, shown in _NAMES if mark in agent), "")
    system = next((shown for mark, shown in _SYSTEMS if mark in agent), "")
    if not name or not system:
        return name or system or texts.BROWSER_UNKNOWN
    return texts.BROWSER.format(name=name, system=system)
