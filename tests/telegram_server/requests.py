"""Reading a call: form, multipart, JSON or query string become one set of parameters."""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import BodyPartReader, web

from .errors import bad_request

JSON_FIELDS: Final = frozenset({
    "allowed_updates", "button", "caption_entities", "commands", "entities",
    "link_preview_options", "menu_button", "message_ids", "reaction", "reply_markup",
    "reply_parameters", "result", "results", "scope",
})  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """A file sent with a call."""

    name: str
    data: bytes
    mime: str


@dataclass
class Params:
    """The parameters of one call, read as Telegram reads them."""

    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def integer(self, name: str, default: int | None = None) -> int:
        """A whole number; a 400 when it is none."""
        value = self.values.get(name)
        if value in (None, ""):
            if default is None:
                raise bad_request(f'parameter "{name}" is required')
            return default
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f"{name} is not a valid Integer") from None

    def boolean(self, name: str) -> bool:
        """A flag."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes", "t", "y"}

    def json(self, name: str) -> Any:
        """An object or array, None when left out."""
        return self.values.get(name)

    def upload(self, name: str) -> Upload | None:
        """A file sent under this name, directly or as ``attach://…``."""
        value = self.text(name)
        return self.files.get(value.removeprefix("attach://")) or self.files.get(name)


async def read_params(request: web.Request) -> Params:
    """All parameters of a request, wherever they are."""
    params = Params(dict(request.query))
    kind = request.content_type
    if kind == "application/json":
        params.values.update(_object(await request.text()))
    elif kind == "multipart/form-data":
        await _read_multipart(request, params)
    elif request.can_read_body:
        params.values.update(await request.post())
    for name in JSON_FIELDS & params.values.keys():
        params.values[name] = _decoded(name, params.values[name])
    return params


def _object(body: str) -> dict[str, Any]:
    try:
        value = json.loads(body) if body else {}
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


def _decoded(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object") from None


async def _read_multipart(request: web.Request, params: Params) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            params.values[part.name] = await part.text()
            continue
        mime = part.headers.get("Content-Type", "application/octet-stream")
        data = bytes(await part.read())
        params.files[part.name] = Upload(part.filename, data, mime)
