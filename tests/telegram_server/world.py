"""All that Telegram remembers: people, chats, files, presses, commands, updates."""

import datetime as dtm
import itertools
from dataclasses import dataclass, field
from typing import Any, Final

from .changes import Changes
from .chats import Chat, Json, Message, Version
from .errors import bad_request, forbidden
from .faults import FaultPlan, FloodLimits
from .queue import UpdateQueue
from .requests import Upload
from .text import Entity

TOKEN: Final = "7000000001:AAtest-token-of-the-local-server_01"  # noqa: S105
BOT_USERNAME: Final = "petites_villes_test_bot"


@dataclass
class Settings:
    """What a test may change."""

    strict_html: bool = True
    """Refuse what Telegram swallows in silence: a bare ``&``, an ``<a>`` without valid link."""
    privacy: bool = True
    """Group privacy mode: the bot sees commands and replies to its own messages only."""
    webhook_retry_delay: float = 0.02
    """Seconds before a refused update is offered to the webhook again."""
    webhook_timeout: float = 10.0
    """Seconds given to the webhook for its answer."""
    webhook_targets: list[str] = field(default_factory=list)
    """Replicas: addresses used in turn in place of the one registered."""
    callback_lifetime: float = 900.0
    """Seconds after which a press can no longer be answered."""


@dataclass
class Press:
    """A press of a button, or an inline query: something to answer once in time."""

    id: str
    person_id: int
    at: float
    answer: Json | None = None
    """Parameters of the bot's answer, None while there is none."""


@dataclass
class StoredFile:
    """A file of a chat, to be fetched with getFile."""

    file_id: str
    upload: Upload
    path: str

    def to_json(self) -> Json:
        """The part common to all file objects of the Bot API."""
        unique = f"u{self.file_id[-10:]}"
        size = len(self.upload.data)
        return {"file_id": self.file_id, "file_unique_id": unique, "file_size": size}


@dataclass
class Profile:
    """What the bot says of itself, by language code."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """Commands by scope (as sorted JSON) and language."""
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})


@dataclass
class Webhook:
    """Where updates go instead of getUpdates; no address, no webhook."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0


class World:
    """The state behind the methods; it outlives the bot process."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Petites villes",
            "username": BOT_USERNAME,
        }
        self.changes = Changes()
        self.updates = UpdateQueue(self.changes)
        self.faults = FaultPlan()
        self.limits = FloodLimits()
        self.settings = Settings()
        self.profile = Profile()
        self.webhook = Webhook()
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.presses: dict[str, Press] = {}
        self.queries: dict[str, Press] = {}
        self._numbers = itertools.count(1)

    def now(self) -> int:
        """Unix time, as messages carry it."""
        return int(dtm.datetime.now(dtm.UTC).timestamp())

    def number(self) -> int:
        """A number never given before."""
        return next(self._numbers)

    def chat_for_bot(self, chat_id: str) -> Chat:
        """The chat the bot speaks of, or Telegram's refusal."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        chat = self._find(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            error = bad_request("group chat was upgraded to a supergroup chat")
            error.parameters["migrate_to_chat_id"] = chat.migrated_to
            raise error
        if chat.kind == "private" and chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.kind == "private" and not chat.opened:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        return chat

    def _find(self, chat_id: str) -> Chat | None:
        try:
            return self.chats.get(int(chat_id))
        except ValueError:
            return None

    def store(self, upload: Upload, kind: str) -> StoredFile:
        """Keep the bytes of a file; getFile finds them."""
        number = self.number()
        file_id = f"BQACAgQAAxkBAAI{number:010d}"
        extension = upload.name.rpartition(".")[2] or "bin"
        path = f"{kind}/file_{number}.{extension}"
        stored = self.files[file_id] = StoredFile(file_id, upload, path)
        return stored

    def new_message(
        self,
        chat: Chat,
        sender: Json,
        text: str = "",
        entities: list[Entity] | None = None,
        **parts: Any,
    ) -> Message:
        """Write a message into a chat; ``parts`` are markup, content, extra and file."""
        version = Version(text, entities or [], parts.pop("markup", None), self.now())
        message = chat.add(Message(chat.next_id, chat, sender, [version], **parts))
        self.changes.notify()
        return message

    def edit(self, message: Message, version: Version) -> None:
        """Show something else in the place of a message."""
        message.versions.append(version)
        self.changes.notify()
