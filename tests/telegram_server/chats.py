"""Chats and messages as a phone shows them, kept with every edited version."""

from dataclasses import dataclass, field
from typing import Any, Literal

from .keyboards import Button, buttons_of
from .text import Entity, utf16_slice

Json = dict[str, Any]
ChatKind = Literal["private", "group", "supergroup"]


@dataclass(frozen=True)
class Version:
    """What a message showed at one time."""

    text: str
    entities: list[Entity] = field(default_factory=list)
    markup: Json | None = None
    date: int = 0


@dataclass(eq=False)
class Message:
    """One message of one chat."""

    message_id: int
    chat: "Chat" = field(repr=False)
    sender: Json
    """The ``User`` object of who wrote it."""
    versions: list[Version]
    """First as sent, last as shown now."""
    content: Json = field(default_factory=dict)
    """Anything but text: ``{"voice": {...}}``, ``{"document": {...}}``, service fields."""
    extra: Json = field(default_factory=dict)
    """Other fields of the Telegram object, such as ``reply_to_message``."""
    file: bytes | None = None
    """The bytes of the document, photo or voice message."""
    deleted: bool = False
    reactions: list[str] = field(default_factory=list)
    """What the bot put on it."""

    @property
    def shown(self) -> Version:
        """The version on the screen now."""
        return self.versions[-1]

    @property
    def text(self) -> str:
        """Plain text or caption as shown, without markup."""
        return self.shown.text

    @property
    def buttons(self) -> list[Button]:
        """The buttons under the message."""
        return buttons_of(self.shown.markup)

    @property
    def labels(self) -> list[str]:
        """What is written on the buttons."""
        return [button.label for button in self.buttons]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Words that carry a link, with the link."""
        return [
            (utf16_slice(self.text, entity["offset"], entity["length"]), entity["url"])
            for entity in self.shown.entities
            if entity["type"] == "text_link"
        ]

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.sender.get("is_bot"))

    @property
    def media(self) -> bool:
        """Whether the text is a caption."""
        kinds = ("document", "photo", "voice", "sticker", "video", "audio", "location", "contact")
        return any(kind in self.content for kind in kinds)

    def to_json(self, *, with_reply: bool = True) -> Json:
        """The ``Message`` object of the Bot API."""
        result: Json = {
            "message_id": self.message_id,
            "from": self.sender,
            "chat": self.chat.to_json(),
            "date": self.versions[0].date,
            **self.content,
            **{key: value for key, value in self.extra.items() if key != "reply_to_message"},
        }
        if with_reply and "reply_to_message" in self.extra:
            result["reply_to_message"] = self.extra["reply_to_message"]
        if len(self.versions) > 1:
            result["edit_date"] = self.shown.date
        prefix = "caption" if self.media else "text"
        if self.text:
            result[prefix] = self.text
        if self.shown.entities:
            result["caption_entities" if self.media else "entities"] = self.shown.entities
        if self.shown.markup and "inline_keyboard" in self.shown.markup:
            result["reply_markup"] = self.shown.markup
        return result


@dataclass(eq=False)
class Chat:
    """A conversation: private, group or supergroup."""

    id: int
    kind: ChatKind
    title: str = ""
    user: Json = field(default_factory=dict)
    """The other person of a private chat."""
    opened: bool = True
    """False until the person wrote first: a bot cannot begin a private conversation."""
    blocked: bool = False
    """Blocked by the person, or the bot was removed from the group."""
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    members: dict[int, str] = field(default_factory=dict)
    """Statuses of the members by user id."""
    actions: list[str] = field(default_factory=list)
    """``sendChatAction`` calls, in order."""
    next_id: int = 1

    def to_json(self) -> Json:
        """The ``Chat`` object of the Bot API."""
        result: Json = {"id": self.id, "type": self.kind}
        if self.kind != "private":
            return {**result, "title": self.title}
        for key in ("first_name", "last_name", "username"):
            if self.user.get(key):
                result[key] = self.user[key]
        return result

    def add(self, message: Message) -> Message:
        """Keep a new message."""
        self.messages[message.message_id] = message
        self.next_id = message.message_id + 1
        return message

    @property
    def visible(self) -> list[Message]:
        """Messages still there, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]
