"""Chromium that runs no script of the pages, driven by what people do: read, type, press."""

import base64
import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.phone.camera import Camera, Scheme, call, camera, chromium

__all__ = ["Tab", "Window", "chromium", "window"]
FARTHEST = 80
"""Presses of Tab within which everything on a page is reached."""
LOOKS = 3_000
"""Times that the focus is looked for."""
_FOCUSED = (
    "({id: document.activeElement.id, text: document.activeElement.textContent.trim(), "
    "outline: getComputedStyle(document.activeElement).outlineStyle})"
)
_FIELD = "document.getElementById({id})"
_BUTTON = (
    "[...document.querySelectorAll('main button, main a, header button, header a, summary')]"
    ".find(one => one.checkVisibility() && one.textContent.trim().startsWith({label}))"
)


@dataclass
class Window:
    """A running Chromium."""

    camera: Camera

    async def person(self, origin: str) -> "Tab":
        """A browser of its own: with cookies that nobody else has."""
        socket = self.camera._socket
        context = await call(socket, next(self.camera._numbers), "Target.createBrowserContext", {})
        opened = await call(
            socket,
            next(self.camera._numbers),
            "Target.createTarget",
            {"url": "about:blank", "browserContextId": context["browserContextId"]},
        )
        attached = await call(
            socket,
            next(self.camera._numbers),
            "Target.attachToTarget",
            {"targetId": opened["targetId"], "flatten": True},
        )
        tab = Tab(socket, str(attached["sessionId"]), origin)
        tab._numbers = self.camera._numbers
        await tab._do("Page.enable")
        await tab.scripts(False)
        return tab


class Tab(Camera):
    """One browser."""

    def __init__(self, socket: Any, session: str, origin: str) -> None:
        super().__init__(socket, session)
        self._origin = origin
        self.presses = 0
        """Of buttons and links, each of which brought a page."""

    async def scripts(self, allowed: bool) -> None:
        """Whether pages may run scripts; ours have none."""
        await self._do("Emulation.setScriptExecutionDisabled", value=not allowed)

    async def window(self, width: int, scheme: Scheme = "light") -> None:
        """The size of the window and what its reader prefers."""
        screen = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
        await self._do("Emulation.setDeviceMetricsOverride", **screen)
        wish = [{"name": "prefers-color-scheme", "value": scheme}]
        await self._do("Emulation.setEmulatedMedia", features=wish)

    async def open(self, path: str) -> str:
        """Go to an address; its text."""
        await self._do("Page.navigate", url=self._origin + path)
        return await self.loaded()

    async def loaded(self) -> str:
        """Wait until a page is there; its text."""
        await self._until("Page.loadEventFired")
        return await self.text()

    async def text(self) -> str:
        """What the page says."""
        return str(await self.evaluate("document.body.innerText"))

    async def path(self) -> str:
        """The address without its origin."""
        return str(await self.evaluate("location.pathname"))

    async def type(self, field: str, text: str) -> None:
        """Fill in a field, from its first letter to its last."""
        one = _FIELD.format(id=json.dumps(field))
        await self.evaluate(f"{one}.focus(), {one}.select && {one}.select()")
        await self._do("Input.insertText", text=text)

    async def choose(self, field: str, value: str) -> None:
        """Pick an option."""
        one = _FIELD.format(id=json.dumps(field))
        await self.evaluate(f"{one}.value = {json.dumps(value)}")

    async def tick(self, field: str) -> None:
        """Tick a box."""
        await self.evaluate(f"{_FIELD.format(id=json.dumps(field))}.click()")

    async def press(self, label: str) -> str:
        """Press the button or the link that begins so; the text of the page that comes."""
        one = _BUTTON.format(label=json.dumps(label))
        if await self.evaluate(f"!({one})"):
            raise AssertionError(f"no « {label} » on {await self.path()}: {await self.text()}")
        await self.evaluate(f"void {one}.click()")
        self.presses += 1
        return await self.loaded()

    async def key(
        self, name: str, code: int, text: str = "", commands: Sequence[str] = ()
    ) -> None:
        """Press a key; ``commands`` is what an editor makes of it, such as ``selectAll``."""
        both: dict[str, Any] = {"key": name, "windowsVirtualKeyCode": code}
        both |= {"commands": list(commands)} if commands else {}
        await self._do("Input.dispatchKeyEvent", type="keyDown", text=text, **both)
        await self._do("Input.dispatchKeyEvent", type="keyUp", **both)

    async def reach(self, label: str) -> None:
        """Go by Tab to what begins so, or has this id, seeing at each step where one is."""
        found = await self.evaluate(_FOCUSED)
        for _ in range(FARTHEST):
            if label in (found["id"], found["text"][: len(label)]):
                return
            await self.key("Tab", 9)
            found = await self.evaluate(_FOCUSED)
            assert found["outline"] == "solid", f"nothing shows the focus on {found}"
        raise AssertionError(f"« {label} » is not reached by Tab on {await self.path()}")

    async def enter(self, label: str) -> str:
        """Reach a link or a button and press Enter; the text of the page that comes."""
        await self.reach(label)
        await self.key("Enter", 13, "\r")
        self.presses += 1
        return await self.loaded()

    async def write(self, field: str, text: str) -> None:
        """Reach a field and type in it."""
        await self.reach(field)
        await self._do("Input.insertText", text=text)

    async def evaluate(self, expression: str) -> Any:
        """What an expression of ours says of the page."""
        found = await self._do(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in found:
            raise AssertionError(found["exceptionDetails"])
        return found["result"].get("value")

    async def focus(self) -> Any:
        """The id of what has the focus, which a page gives only a while after it came.

        It is asked again from here: where pages run no script, no timer of theirs goes off.
        """
        for _ in range(LOOKS):
            if found := await self.evaluate("document.activeElement.id"):
                return found
        return ""

    async def picture(self) -> bytes:
        """The whole page."""
        size = (await self._do("Page.getLayoutMetrics"))["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = await self._do("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(shot["data"])


@contextlib.asynccontextmanager
async def window(program: str) -> AsyncIterator[Window]:
    """A Chromium for the length of a test."""
    async with camera(program) as first:
        yield Window(first)
