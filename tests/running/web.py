"""A local web server that moves, changes, hangs, refuses, turns in circles and pretends."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ODD: dict[str, tuple[bytes, str]] = {
    "/declaration": (b"<html><![foo bar]><p>Une page</p>", "text/html"),
    "/inacheve": (b"</" * 200_000, "text/html"),
    "/codage": (b"<p>Une page</p>", "text/html; charset=undefined"),
}
"""Pages that what reads them does not expect: their bytes and their kind."""
LONG = " ".join(f"mot{number}" for number in range(40))


class Web(ThreadingHTTPServer):
    """What it answers is changed by tests while it serves."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[float, str, str]] = []
        """(when, path, what it was said to have changed since) of each request."""
        self.text = LONG
        self.robots = "User-agent: *\nDisallow: /ferme\n"
        self.etag = '"1"'

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        web = self.server
        known = self.headers.get("If-None-Match", "")
        web.asked.append((time.monotonic(), self.path, known))
        redirects = {
            "/ancienne": (301, "/bonne"), "/passagere": (302, "/bonne"), "/rond": (301, "/rond2"),
            "/rond2": (301, "/rond"), "/vers-accueil": (302, "/"),
            "/dehors": (302, "ftp://example.org/x"),
        }  # fmt: skip
        if self.path in redirects:
            status, location = redirects[self.path]
            self._answer(status, b"", Location=location)
        elif self.path == "/robots.txt":
            self._answer(200, web.robots.encode(), kind="text/plain")
        elif self.path in ("/disparue", "/interdite", "/panne"):
            self._answer({"/disparue": 404, "/interdite": 403, "/panne": 503}[self.path], b"x")
        elif self.path == "/pretend":
            self._page("Page non trouvée - Ville")
        elif self.path == "/attend":
            time.sleep(6)
        elif self.path == "/coupe":
            self.connection.close()
        elif self.path in ODD:
            self._answer(200, *ODD[self.path])
        elif self.path == "/etiquette" and known == web.etag:
            self._answer(304, b"")
        elif self.path == "/etiquette":
            self._answer(200, web.text.encode(), ETag=web.etag)
        elif self.path in ("/datee", "/hors-du-temps"):
            days = "Mon, 02 Nov 2026 10:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 -0100"
            modified = {"Last-Modified": days[self.path != "/datee"]}
            self._answer(200, web.text.encode(), **modified)
        else:
            self._page("Une page")

    def _page(self, title: str) -> None:
        menu = f"<nav>{time.time_ns()}</nav><script>{time.time_ns()}</script>"
        body = f"<title>{title}</title>{menu}<main><h1>Titre</h1><p>{self.server.text}</p></main>"
        self._answer(200, f"<!doctype html><html><body>{body}</body></html>".encode())

    def _answer(self, status: int, content: bytes, kind: str = "text/html", **more: str) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            **more,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def web() -> Iterator[Web]:
    """A running server."""
    server = Web()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
