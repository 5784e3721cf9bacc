"""The local Bot API server: real HTTP in front of the state of ``world``."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from .changes import TIMEOUT
from .chats import Json
from .errors import ApiError, SilentPersonError, too_many_requests
from .faults import Fault, front_server_page
from .groups import Group
from .methods import COUNTED, METHODS
from .people import Person
from .polling import Polling
from .requests import Params, read_params
from .webhooks import WebhookDelivery
from .world import TOKEN, World

T = TypeVar("T")


@dataclass
class Call:
    """One call of the bot, in the order it was carried out or refused."""

    method: str
    params: Json
    status: int = 200
    """HTTP status; 0 when the connection was dropped on purpose."""
    result: Any = None
    """What was answered, or would have been if the reply was cut."""
    error: str = ""
    """Telegram's description of the refusal."""
    at: float = field(default_factory=time.monotonic)
    """When it came in, in seconds of the monotonic clock."""

    @property
    def chat_id(self) -> int | None:
        """The chat it is about, if any."""
        value = str(self.params.get("chat_id", ""))
        return int(value) if value.lstrip("-").isdigit() else None


class TelegramServer:
    """Telegram on 127.0.0.1: ``async with TelegramServer() as server``."""

    def __init__(self, token: str = TOKEN) -> None:
        self.world = World(token)
        self.polling = Polling(self.world)
        self.calls: list[Call] = []
        """Every call, refused ones included."""
        self.root = ""
        """``TELEGRAM_API_URL`` for the bot."""
        self.watchers: list[Callable[[], str | None]] = []
        """Each says what went wrong with a bot process, so that nobody waits for it in vain."""
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None
        self._port = 0
        self._delivery: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await self._runner.setup()
        self._site = await self._listen(0)
        self._port = int(self._runner.addresses[0][1])
        self.root = f"http://127.0.0.1:{self._port}"
        delivery = WebhookDelivery(self.world, self._execute_quietly)
        self._delivery = asyncio.create_task(delivery.run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._delivery is not None:
            self._delivery.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._delivery
        self.release()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _listen(self, port: int) -> web.TCPSite:
        assert self._runner is not None
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        return site

    @contextlib.asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """No Telegram for a while: connections are refused, open ones cut."""
        assert self._site is not None
        assert self._runner is not None
        assert self._runner.server is not None
        await self._site.stop()
        for connection in self._runner.server.connections:
            if connection.transport is not None:
                connection.transport.abort()
        try:
            yield
        finally:
            self._site = await self._listen(self._port)

    @property
    def token(self) -> str:
        """The only token this server knows."""
        return self.world.token

    def user(self, id: int = 1001, first_name: str = "Camille", **more: str) -> Person:
        """A person with a Telegram account; ``more``: last_name, username, language_code."""
        return Person.create(self, id, first_name, **more)

    def group(self, *members: Person, title: str = "Suivi Petites villes") -> Group:
        """A group of these people and the bot."""
        return Group.create(self, title, list(members))

    def calls_of(self, method: str, *, chat_id: int | None = None) -> list[Call]:
        """The calls of one method, in order."""
        return [
            call
            for call in self.calls
            if call.method.lower() == method.lower() and chat_id in (None, call.chat_id)
        ]

    def release(self) -> None:
        """Let the calls held by ``faults.hang`` go on."""
        self.world.faults.released += 1
        self.world.changes.notify()

    async def idle(self, timeout: float = TIMEOUT) -> None:  # noqa: ASYNC109
        """Wait until every update was confirmed."""
        await self.settled(None, timeout)

    async def settled(self, update_ids: list[int] | None, timeout: float = TIMEOUT) -> None:  # noqa: ASYNC109
        """Wait until the bot confirmed these updates (None: all of them)."""
        updates = self.world.updates

        def done() -> bool:
            return not updates.waiting if update_ids is None else updates.settled(update_ids)

        await self.wait_for(done, timeout, what="the bot to confirm its updates")

    async def wait_for(
        self,
        look: Callable[[], T | None],
        timeout: float = TIMEOUT,  # noqa: ASYNC109
        *,
        what: str = "what the test waits for",
    ) -> T:
        """What ``look`` finds (anything but None and False), looked for at each change.

        Fails after ``timeout``, and at once when the bot has died.
        """

        def look_or_fail() -> T | None:
            for problem in (watcher() for watcher in self.watchers):
                if problem is not None and not look():
                    raise SilentPersonError(problem)
            return look()

        found = await self.world.changes.wait_for(look_or_fail, timeout)
        if found is None:
            raise SilentPersonError(f"waited {timeout} s for {what}\n{self.recent_calls()}")
        return found

    def recent_calls(self, count: int = 8) -> str:
        """The last calls on one line each, for messages of failure."""
        lines = [f"  {call.method} → {call.status} {call.error}" for call in self.calls[-count:]]
        waiting = self.world.updates.waiting
        stuck = [f"  {p.update_id} {p.kind}, sent {p.served} times" for p in waiting[:5]]
        return "\n".join(
            ["last calls:", *(lines or ["  none"]), f"updates waiting: {len(waiting)}", *stuck]
        )

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _refusal(ApiError(401, "Unauthorized"))
        try:
            params = await read_params(request)
        except ApiError as error:
            return _refusal(error)
        call = Call(method, {**params.values, **params.files})
        fault = self.world.faults.take(method)
        if fault is not None and fault.kind != "cut":
            self.calls.append(call)
            return await self._spoil(fault, call, request)
        body = await self._execute(call, params)
        if fault is not None:
            return _dropped(request)
        return web.json_response(body, status=call.status)

    async def _execute(self, call: Call, params: Params) -> Json:
        if call.method.lower() != "getupdates":
            self.calls.append(call)
        try:
            call.result = await self._result(call, params)
            return {"ok": True, "result": call.result}
        except ApiError as error:
            call.status, call.error = error.code, error.description
            return error.to_json()
        finally:
            if call.method.lower() == "getupdates":
                self.calls.append(call)
            self.world.changes.notify()

    async def _result(self, call: Call, params: Params) -> Any:
        name = call.method.lower()
        if name == "getupdates":
            return await self.polling.get_updates(params)
        method = METHODS.get(name)
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        if name in COUNTED and call.chat_id is not None:
            self.world.limits.check(call.chat_id, asyncio.get_running_loop().time())
        return method(self.world, params)

    async def _execute_quietly(self, method: str, values: Json) -> None:
        await self._execute(Call(method, values), Params(values))

    async def _spoil(self, fault: Fault, call: Call, request: web.Request) -> web.StreamResponse:
        if fault.kind == "flood":
            error = too_many_requests(fault.retry_after)
            call.status, call.error = 429, error.description
            return _refusal(error)
        if fault.kind == "error":
            body, kind = front_server_page(fault.code)
            call.status, call.error = fault.code, "planned by the test"
            return web.Response(text=body, content_type=kind, status=fault.code)
        call.status, call.error = 0, f"{fault.kind} planned by the test"
        if fault.kind == "empty":
            return web.json_response({})
        if fault.kind == "hang":
            await self._hold()
        return _dropped(request)

    async def _hold(self) -> None:
        faults, changes = self.world.faults, self.world.changes
        before = faults.released
        faults.hanging += 1
        changes.notify()
        try:
            await changes.wait_for(lambda: faults.released > before, None)
        finally:
            faults.hanging -= 1
            changes.notify()

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _refusal(ApiError(401, "Unauthorized"))
        for stored in self.world.files.values():
            if stored.path == request.match_info["path"]:
                return web.Response(body=stored.upload.data, content_type=stored.upload.mime)
        return _refusal(ApiError(404, "Not Found"))


def _refusal(error: ApiError) -> web.Response:
    return web.json_response(error.to_json(), status=error.code)


def _dropped(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
