"""Messages other than text, as Telegram describes them."""

from dataclasses import dataclass

from .chats import Json
from .requests import Upload
from .world import World


@dataclass(frozen=True)
class Content:
    """The fields of the message, and the bytes behind them."""

    fields: Json
    data: bytes | None = None


def voice(world: World, data: bytes, seconds: int) -> Content:
    """A voice message."""
    stored = world.store(Upload("voice.oga", data, "audio/ogg"), "voice")
    return Content({"voice": stored.to_json() | {"duration": seconds, "mime_type": "audio/ogg"}})


def photo(world: World, data: bytes) -> Content:
    """A photo, in two sizes."""
    stored = world.store(Upload("photo.jpg", data, "image/jpeg"), "photos")
    sizes = [(90, 67), (1280, 960)]
    photos = [stored.to_json() | {"width": width, "height": high} for width, high in sizes]
    return Content({"photo": photos}, data)


def video(world: World, data: bytes) -> Content:
    """A video."""
    stored = world.store(Upload("video.mp4", data, "video/mp4"), "videos")
    shape = {"width": 640, "height": 360, "duration": 7, "mime_type": "video/mp4"}
    return Content({"video": stored.to_json() | shape}, data)


def sticker(world: World, emoji: str) -> Content:
    """A still sticker."""
    stored = world.store(Upload("sticker.webp", b"RIFF", "image/webp"), "stickers")
    shape = {"width": 512, "height": 512, "emoji": emoji, "type": "regular"}
    return Content(
        {"sticker": stored.to_json() | shape | {"is_animated": False, "is_video": False}}
    )


def document(world: World, data: bytes, name: str) -> Content:
    """A file."""
    mime = "application/pdf" if name.endswith(".pdf") else "application/octet-stream"
    stored = world.store(Upload(name, data, mime), "documents")
    return Content({"document": stored.to_json() | {"file_name": name, "mime_type": mime}}, data)


def location(latitude: float, longitude: float) -> Content:
    """A place."""
    return Content({"location": {"latitude": latitude, "longitude": longitude}})


def contact(phone: str, name: str) -> Content:
    """Somebody's card."""
    return Content({"contact": {"phone_number": phone, "first_name": name}})
