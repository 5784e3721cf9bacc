"""Asking an address politely: robots.txt, pauses, what it said last time, limits to all."""

import asyncio
import datetime
import ipaddress
import logging
import time
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from bot import __version__
from bot.clock import local_today, utc_now
from bot.running.source_memory import Seen
from bot.running.source_pages import read_page
from bot.texts import sources as texts

logger = logging.getLogger(__name__)

AGENT: Final = f"petites-villes/{__version__}"
HOPS: Final = 6
"""Redirections followed; more lead nowhere."""
MAX_BYTES: Final = 5_000_000
MAX_ROBOTS: Final = 512_000
"""Bytes; more need not be read of one: https://www.rfc-editor.org/rfc/rfc9309#name-limits."""
LIMIT_S: Final = 20.0
"""For one page, its redirections included."""
LONGEST_PAUSE_S: Final = 30.0
PERMANENT: Final = frozenset({301, 308})
REDIRECTS: Final = PERMANENT | {302, 303, 307}
GONE: Final = frozenset({404, 410})
CLOSED: Final = frozenset({401, 402, 403, 405, 406, 429, 451})


class _Ended(Exception):
    """The way to a page ends here; what is known of it."""

    def __init__(self, seen: Seen) -> None:
        super().__init__(seen.why)
        self.seen = seen


class Asker:
    """Asks one page at a time, and no site twice within the pause it wants."""

    def __init__(self, client: httpx.AsyncClient, pause_s: float) -> None:
        """Something that asks.

        Args:
            client: follows no redirection by itself.
            pause_s: between two requests to a site; longer where its robots.txt says so.
        """
        self._client = client
        self._pause = pause_s
        self._robots: dict[str, RobotFileParser | None] = {}
        self._last: dict[str, float] = {}

    async def ask(self, url: str, before: Seen) -> Seen:
        """Ask for a page.

        Args:
            url: as a fiche cites it.
            before: what was seen of it last.

        Returns:
            What is seen now; whatever a network or a site does is seen, not raised.
        """
        now = utc_now().isoformat(timespec="seconds")
        base = replace(before, asked=now)
        try:
            async with asyncio.timeout(LIMIT_S):
                return await self._follow(url, base)
        except _Ended as end:
            return end.seen
        except TimeoutError:
            return _silent(base, texts.TIME)
        except httpx.TimeoutException:
            return _silent(base, texts.TIME)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, UnicodeError):
            return _silent(base, texts.NETWORK)
        except Exception as error:  # a site writes what it likes
            logger.warning("source watch: %s at %s", type(error).__name__, url)
            return _closed(base, texts.UNREADABLE)

    async def _follow(self, url: str, base: Seen) -> Seen:
        at, permanent = url, True
        passed = {at}
        for _ in range(HOPS):
            response, content = await self._get(at, base)
            if response.status_code not in REDIRECTS or "location" not in response.headers:
                return await _read(url, at, permanent, base, response, content)
            permanent = permanent and response.status_code in PERMANENT
            at = urljoin(at, response.headers["location"]).partition("#")[0]
            if at in passed:
                break
            if not _allowed(at, url):
                raise _Ended(_gone(base, texts.OUTSIDE, response.status_code))
            passed.add(at)
        raise _Ended(_gone(base, texts.CIRCLE, 0))

    async def _get(self, url: str, base: Seen) -> tuple[httpx.Response, bytes]:
        site = _site(url)
        robots = await self._rules(site)
        if robots is None:
            raise _Ended(_silent(base, texts.NETWORK))
        if not robots.can_fetch(AGENT, url):
            raise _Ended(_closed(base, texts.ROBOTS))
        known = {"If-None-Match": base.etag, "If-Modified-Since": base.modified}
        headers = {name: value for name, value in known.items() if value and base.digest}
        return await self._fetch(site, url, headers)

    async def _rules(self, site: str) -> RobotFileParser | None:
        """What a site's robots.txt allows; None where the site does not answer."""
        if site in self._robots:
            return self._robots[site]
        rules = RobotFileParser()
        try:
            response, content = await self._fetch(site, f"{site}/robots.txt", {})
        except httpx.HTTPError:
            self._robots[site] = None
            return None
        if response.status_code == 200:
            rules.parse(content[:MAX_ROBOTS].decode("utf-8", "replace").splitlines())
        elif response.status_code >= 500:
            self._robots[site] = None  # it may forbid: nobody knows
            return None
        else:
            rules.parse([])
        self._robots[site] = rules
        return rules

    async def _fetch(
        self, site: str, url: str, headers: dict[str, str]
    ) -> tuple[httpx.Response, bytes]:
        await asyncio.sleep(max(0.0, self._last.get(site, 0.0) + self._wait(site) - _now()))
        try:
            async with self._client.stream("GET", url, headers=headers) as response:
                content = b""
                async for part in response.aiter_bytes():
                    content += part
                    if len(content) > MAX_BYTES:
                        break
                return response, content[:MAX_BYTES]
        finally:
            self._last[site] = _now()

    def _wait(self, site: str) -> float:
        rules = self._robots.get(site)
        told = rules.crawl_delay(AGENT) if rules is not None else None
        return max(self._pause, min(float(told or 0), LONGEST_PAUSE_S))


async def _read(
    url: str, at: str, permanent: bool, base: Seen, response: httpx.Response, content: bytes
) -> Seen:
    """What an answer that is no redirection says."""
    status = response.status_code
    if status == 304:
        return replace(base, failures=0, state="moved" if _moved(base, url) else "good", why="")
    if status in GONE:
        return _gone(base, texts.STATUS.format(status=status), status)
    if status in CLOSED:
        return _closed(base, texts.STATUS.format(status=status), status)
    if status != 200:
        return _silent(base, texts.STATUS.format(status=status), status)
    kind = response.headers.get("content-type", "")
    page = await read_page(content, kind, response.charset_encoding)
    if page.missing:
        return _gone(base, texts.NOT_FOUND, status)
    if at != url and _path(at) == "/" != _path(url):
        return _gone(base, texts.HOME, status)
    moved = at != url and permanent
    modified = response.headers.get("last-modified", "")
    return Seen(
        state="moved" if moved else "good",
        asked=base.asked,
        status=status,
        final=at if moved else "",
        title=page.title,
        digest=page.digest,
        etag=response.headers.get("etag", ""),
        modified=modified,
        changed=_changed(base, page.digest, modified),
    )


def _changed(base: Seen, digest: str, modified: str) -> str:
    """The day of the last change that is known."""
    if not base.digest:
        return _day(modified)
    return base.changed if digest == base.digest else local_today().isoformat()


def _day(modified: str) -> str:
    try:
        moment = parsedate_to_datetime(modified).astimezone(datetime.UTC)
    except (TypeError, ValueError, OverflowError):
        return ""
    return min(moment.date(), local_today()).isoformat()


def _moved(base: Seen, url: str) -> bool:
    return base.final not in ("", url)


def _gone(base: Seen, why: str, status: int) -> Seen:
    return replace(base, state="gone", why=why, status=status, failures=0)


def _closed(base: Seen, why: str, status: int = 0) -> Seen:
    return replace(base, state="closed", why=why, status=status, failures=0)


def _silent(base: Seen, why: str, status: int = 0) -> Seen:
    return replace(base, state="silent", why=why, status=status, failures=base.failures + 1)


def _allowed(at: str, url: str) -> bool:
    """A page of the network outside must not lead the service into its own."""
    parts = urlsplit(at)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    return not _is_inside(parts.hostname) or _is_inside(urlsplit(url).hostname or "")


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".internal"))


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/") + "/"


def _now() -> float:
    return time.monotonic()
