"""What the reverse proxies of deploy/ make public: the webhook and the console, nothing else."""

import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import ROOT

CONFIGURATIONS = ("nginx.conf", "Caddyfile", "Caddyfile.machine")
OPEN = ("/telegram", "/console", "/console/entrer")
TWISTED = ("/metrics/../console", "/healthz/..//console")
"""Read as an open path, and passed on as they stand: the service knows no such page."""
CLOSED = (
    "/metrics", "/healthz", "/readyz", "/", "/telegram/metrics", "//metrics", "/metrics/",
    "/telegram/../metrics", "/console/../metrics", "/console/%2e%2e/metrics",
    "/console%2f..%2fmetrics", "/console/..%2fmetrics", "/./metrics",
)  # fmt: skip


def blocks(text: str) -> dict[str, str]:
    """From what a `location` or `handle` matches to what is done with it."""
    plain = re.sub(r"(?m)\s#.*$|^#.*$", "", text)
    found = re.findall(r"(?:location|handle)(?: =)? ?(\S*) ?\{((?:[^{}]|\{[^{}]*\})*)\}", plain)
    return dict(found)


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_only_the_webhook_and_the_console_are_passed_on(name: str) -> None:
    done = blocks((ROOT / "deploy" / name).read_text("utf-8"))
    passed = {path.rstrip("*") for path, what in done.items() if "proxy" in what}
    assert passed == {"/telegram", "/console"}
    [rest] = [what for path, what in done.items() if path in ("", "/")]
    assert re.search(r"(return|respond) 404", rest)


def test_compose_opens_the_ports_of_the_proxy_alone() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    services = re.split(
        r"\n  (?=\w+:\n)", text.split("\nservices:", 1)[1].split("\nnetworks:", 1)[0]
    )
    assert {one.split(":", 1)[0].strip() for one in services if "ports:" in one} == {"proxy"}
    [proxy] = [one for one in services if one.startswith("proxy:")]
    assert "./deploy/Caddyfile:/etc/caddy/Caddyfile" in proxy
    assert 'ports: ["443:443", "80:80"]' in proxy


@pytest.fixture
def service() -> Iterator[tuple[int, list[str]]]:
    """Stands for the service: its port, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    thread.join()
    server.server_close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def nginx(folder: Path, text: str, port: int, upstream: int) -> list[str]:
    """nginx on the shipped file, its names and ports put in place, without TLS."""
    site = re.sub(r"ssl_certificate\S* .*\n", "", text)
    site = site.replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    site = site.replace("127.0.0.1:8080", f"127.0.0.1:{upstream}")
    paths = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}"
        f"http {{ access_log off; {paths} {site} }}",
        "utf-8",
    )
    return ["nginx", "-e", f"{folder}/log", "-c", str(whole)]


def caddy(folder: Path, text: str, port: int, upstream: int) -> list[str]:
    """Caddy on a shipped file, its names and ports put in place, without TLS."""
    site = re.sub(r"(?m)^(\{\$\S+\}|assistant\S+) \{", f"http://127.0.0.1:{port} {{", text)
    site = re.sub(r"dynamic a bot 8080", f"to 127.0.0.1:{upstream}", site)
    site = site.replace("127.0.0.1:8080", f"127.0.0.1:{upstream}")
    whole = folder / "Caddyfile"
    whole.write_text(f"{{\n\tadmin off\n}}\n{site}", "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(whole)]


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    """A proxy that answers on a port, until the end."""
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:  # noqa: S603
        try:
            while process.poll() is None:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    continue
            assert process.poll() is None, process.stderr
            yield
        finally:
            process.terminate()


def get(port: int, path: str) -> int:
    """The status for a path, sent as it stands."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        host = f"Host: 127.0.0.1:{port}"
        connection.sendall(f"GET {path} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n".encode())
        return int(connection.recv(4096).split(b" ", 2)[1])


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_nothing_else_by_any_spelling(
    name: str, service: tuple[int, list[str]], tmp_path: Path
) -> None:
    proxy = nginx if name.startswith("nginx") else caddy
    if shutil.which(proxy.__name__) is None:
        pytest.skip(f"{proxy.__name__} is not installed")
    upstream, asked = service
    port = free_port()
    command = proxy(tmp_path, (ROOT / "deploy" / name).read_text("utf-8"), port, upstream)
    with running(command, tmp_path, port):
        assert [get(port, path) for path in OPEN] == [200] * len(OPEN)
        assert asked == list(OPEN)
        assert [get(port, path) for path in TWISTED] == [200] * len(TWISTED)
        assert asked[len(OPEN) :] == list(TWISTED)
        del asked[len(OPEN) :]
        statuses = {path: get(port, path) for path in CLOSED}
    assert {path for path, status in statuses.items() if status == 200} == set()
    assert asked == list(OPEN)
