"""Requests to Telegram: what an answer that never comes to its end does to them."""

import asyncio
import contextlib
import ssl

import pytest
from telegram.error import TimedOut

from handlers.transport.client import Client

BEGUN = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ok"\r\n'
DROP = b"1\r\n \r\n"


async def test_an_answer_that_drips_is_no_wait_for_ever() -> None:
    gone, ended = asyncio.Event(), asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(BEGUN)
        while not gone.is_set():  # sooner than reading ends
            writer.write(DROP)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(gone.wait(), 0.05)
        writer.close()
        ended.set()

    peer = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{peer.sockets[0].getsockname()[1]}/bot1:A/getUpdates"
    client = Client(ssl.create_default_context(), rest_s=0.1)
    await client.initialize()
    async with asyncio.timeout(60):  # were it never asked, `ended` would not be set
        with pytest.raises(TimedOut):
            await client.do_request(url, "POST", read_timeout=1, connect_timeout=2)
        gone.set()
        await ended.wait()
    await client.shutdown()
    peer.close()
    await peer.wait_closed()
