"""yaml-language-server as a text editor drives it: LSP over standard input and output."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SETTINGS = {"yaml": {"validate": True, "completion": True, "format": {"enable": False}}}


class LanguageServer:
    """One server for one folder; it reads the schema that the first line of a file names."""

    def __init__(self, tools: Path, folder: Path) -> None:
        self._process = subprocess.Popen(
            [str(tools / "node_modules" / ".bin" / "yaml-language-server"), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asked = 0
        capabilities = {
            "textDocument": {"publishDiagnostics": {}, "completion": {"completionItem": {}}},
            "workspace": {"configuration": True},
        }
        root = folder.resolve().as_uri()
        self._ask("initialize", processId=None, rootUri=root, capabilities=capabilities)
        self._tell("initialized")

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.communicate()

    def faults(self, path: Path, text: str) -> list[str]:
        """What it underlines in a text that stands at a path."""
        uri = self._open(path, text)
        while True:
            told = self._receive()
            parameters = told.get("params", {})
            if told.get("method") == "textDocument/publishDiagnostics" and (
                parameters["uri"] == uri
            ):
                self._tell("textDocument/didClose", textDocument={"uri": uri})
                return [one["message"] for one in parameters["diagnostics"]]

    def completions(self, path: Path, text: str) -> list[str]:
        """What it offers at the end of a text."""
        uri = self._open(path, text)
        lines = text.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        offered = self._ask("textDocument/completion", textDocument={"uri": uri}, position=place)
        self._tell("textDocument/didClose", textDocument={"uri": uri})
        items: Iterable[dict[str, Any]] = offered["items"]
        return [item["label"] for item in items]

    def _open(self, path: Path, text: str) -> str:
        uri = path.resolve().as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        return uri

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": parameters})
        while True:
            told = self._receive()
            if told.get("id") == self._asked and "method" not in told:
                return told["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered on the way."""
        pipe = self._process.stdout
        assert pipe is not None
        size = 0
        while line := pipe.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        if not size:
            raise EOFError("yaml-language-server has ended")
        told: dict[str, Any] = json.loads(pipe.read(size))
        if "method" in told and "id" in told:
            items = told.get("params", {}).get("items", [])
            result = [SETTINGS.get(item.get("section")) for item in items]
            self._send({"id": told["id"], "result": result or None})
        return told
