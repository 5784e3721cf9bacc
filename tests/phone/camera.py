"""Pictures of a page by Chromium, at a phone's width and in either colour scheme."""

import asyncio
import base64
import contextlib
import itertools
import json
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from aiohttp import ClientSession, ClientWebSocketResponse

Scheme = Literal["light", "dark"]

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--remote-debugging-port=0",
)  # fmt: skip
START_TIMEOUT: Final = 60.0
ANSWER_TIMEOUT: Final = 120.0
"""Seconds after which what Chromium does not say is a failure, not a wait."""
_ADDRESS: Final = re.compile(r"DevTools listening on (ws://\S+)")
_CUT: Final = (
    "JSON.stringify([...document.querySelectorAll('.key')]"
    ".filter(key => key.scrollWidth > key.clientWidth).map(key => key.textContent))"
)


@dataclass(frozen=True)
class Picture:
    """A page as it was seen."""

    png: bytes
    asked: int
    """The width of the window."""
    width: int
    height: int
    cut: list[str]
    """The buttons whose label is longer than the button."""

    @property
    def overflows(self) -> bool:
        """Whether the page must be moved sideways to be read."""
        return self.width > self.asked


class Camera:
    """One tab of a running Chromium, spoken to by the DevTools protocol."""

    def __init__(self, socket: ClientWebSocketResponse, session: str) -> None:
        self._socket = socket
        self._session = session
        self._numbers = itertools.count(10)

    async def take(self, url: str, width: int, scheme: Scheme) -> Picture:
        """The whole page, however long.

        Args:
            url: of the page.
            width: of the window, in CSS pixels.
            scheme: what the reader prefers.
        """
        screen = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 800}
        await self._do("Emulation.setDeviceMetricsOverride", **screen)
        wish = [{"name": "prefers-color-scheme", "value": scheme}]
        await self._do("Emulation.setEmulatedMedia", features=wish)
        await self._do("Page.enable")
        await self._do("Page.navigate", url=url)
        await self._until("Page.loadEventFired")
        size = (await self._do("Page.getLayoutMetrics"))["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = await self._do("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        found = await self._do("Runtime.evaluate", expression=_CUT)
        cut = json.loads(found["result"]["value"])
        png = base64.b64decode(shot["data"])
        return Picture(png, width, size["width"], size["height"], cut)

    async def _do(self, method: str, **params: object) -> dict[str, Any]:
        return await call(self._socket, next(self._numbers), method, params, self._session)

    async def _until(self, event: str) -> None:
        async with asyncio.timeout(ANSWER_TIMEOUT):
            while (await self._socket.receive_json()).get("method") != event:
                pass


async def call(
    socket: ClientWebSocketResponse,
    number: int,
    method: str,
    params: dict[str, Any],
    session: str | None = None,
) -> dict[str, Any]:
    """Call one method of the protocol and wait for its result.

    Raises:
        RuntimeError: Chromium refused; the message is its own.
    """
    message: dict[str, Any] = {"id": number, "method": method, "params": params}
    await socket.send_json(message | ({"sessionId": session} if session else {}))
    async with asyncio.timeout(ANSWER_TIMEOUT):
        while (answer := await socket.receive_json()).get("id") != number:
            pass
    if "error" in answer:
        raise RuntimeError(f"{method}: {answer['error']['message']}")
    result: dict[str, Any] = answer["result"]
    return result


def chromium() -> str | None:
    """The path of Chromium, None where there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextlib.asynccontextmanager
async def camera(program: str) -> AsyncIterator[Camera]:
    """A Chromium started for these pictures, ended afterwards.

    Args:
        program: the path of Chromium.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program,
            *FLAGS,
            f"--user-data-dir={profile}",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            address = await asyncio.wait_for(_address(process), START_TIMEOUT)
            async with (
                ClientSession() as http,
                http.ws_connect(address, max_msg_size=0) as socket,
            ):
                yield Camera(socket, await _tab(socket))
                await call(socket, 3, "Browser.close", {})
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.terminate()
            await process.communicate()


async def _address(process: asyncio.subprocess.Process) -> str:
    """Where it listens, which it says on standard error."""
    assert process.stderr is not None
    said = []
    async for line in process.stderr:
        said.append(line.decode("utf-8", "replace"))
        found = _ADDRESS.search(said[-1])
        if found:
            return found[1]
    raise RuntimeError("Chromium did not start:\n" + "".join(said[-10:]))


async def _tab(socket: ClientWebSocketResponse) -> str:
    opened = await call(socket, 1, "Target.createTarget", {"url": "about:blank"})
    target = {"targetId": opened["targetId"], "flatten": True}
    return str((await call(socket, 2, "Target.attachToTarget", target))["sessionId"])
