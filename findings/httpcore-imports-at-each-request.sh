#!/usr/bin/env bash
# httpcore 1.0.9 under httpx 0.28.1: the asynchronous client tries to import sniffio four times for each
# request, on a connection that is kept as well (eight times for the first). anyio 4.16.0 no longer
# brings sniffio, so that each try looks through the whole path in vain: Python remembers no import
# that failed.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check \
    httpx==0.28.1 httpcore==1.0.9 anyio==4.16.0 h11==0.16.0 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import asyncio
import contextlib
import importlib.util
import sys

import httpx

assert importlib.util.find_spec("sniffio") is None, "sniffio came with the others"
looked = 0


class Counter:
    def find_spec(self, name, path=None, target=None):
        global looked
        looked += name == "sniffio"


sys.meta_path.insert(0, Counter())


async def answer(reader, writer):
    with contextlib.suppress(asyncio.IncompleteReadError, asyncio.CancelledError):
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = "http://127.0.0.1:{}/".format(server.sockets[0].getsockname()[1])
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.get(url)
        at_first = looked
        for _ in range(100):
            assert (await client.get(url)).text == "ok"
        more = looked - at_first
        print(f"first request: {at_first}, a hundred more on the same connection: {more}")
    return at_first, more


first, more = asyncio.run(main())
assert (first, more) == (8, 400), "it looks another number of times"
PYTHON
