"""What people do on their phones: write, press, block, ask inline, talk in a group."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .changes import TIMEOUT
from .chats import Chat, Json, Message, Version
from .errors import SilentPersonError
from .keyboards import Button
from .media import Content, contact, document, location, photo, sticker, video, voice
from .text import found_entities, parts_of, trimmed
from .world import Press

if TYPE_CHECKING:
    from .server import TelegramServer


@dataclass(frozen=True)
class Sent:
    """Something a person did, and the updates it made."""

    update_ids: list[int]
    """Empty when the bot is not told, as in a group with privacy mode."""
    message: Message | None = None
    """The message written or edited, or the one under which a button was pressed."""
    press: Press | None = None
    """The press or inline query, with the bot's answer once there is one."""


class Writer:
    """Somebody writing in one chat."""

    def __init__(self, server: TelegramServer, user: Json, chat: Chat) -> None:
        self.server = server
        self.user = user
        self.chat = chat
        self._read = 0

    @property
    def id(self) -> int:
        """The Telegram id of the person."""
        return int(self.user["id"])

    # Doing

    async def send_text(self, text: str, *, reply_to: Message | None = None) -> Sent:
        """Write a message, which Telegram cuts in several when it is too long for one."""
        update_ids: list[int] = []
        message = None
        for part in parts_of(text):
            shown, _ = trimmed(part, [])
            sent = self._write(shown, {}, None, found_entities(shown), reply_to)
            update_ids += sent.update_ids
            message = sent.message
        return Sent(update_ids, message)

    async def start(self, payload: str = "") -> Sent:
        """Press « Démarrer », or follow a link ``t.me/bot?start=payload``."""
        return await self.send_text(f"/start {payload}".strip())

    async def send_voice(self, data: bytes = b"OggS voice", *, seconds: int = 4) -> Sent:
        """Send a voice message."""
        return self._send(voice(self.server.world, data, seconds))

    async def send_photo(self, data: bytes = b"\xff\xd8 jpeg", *, caption: str = "") -> Sent:
        """Send a photo."""
        return self._send(photo(self.server.world, data), caption)

    async def send_album(self, captions: list[str], data: bytes = b"\xff\xd8 jpeg") -> list[Sent]:
        """Send pictures together, each with the words under it."""
        album = {"media_group_id": self._new_id()}
        sent = []
        for caption in captions:
            content = photo(self.server.world, data)
            sent.append(self._send(Content(content.fields | album, content.data), caption))
        return sent

    async def send_video(self, data: bytes = b"mp4", *, caption: str = "") -> Sent:
        """Send a video."""
        return self._send(video(self.server.world, data), caption)

    async def send_sticker(self, emoji: str = "👍") -> Sent:
        """Send a sticker."""
        return self._send(sticker(self.server.world, emoji))

    async def send_document(
        self, data: bytes = b"%PDF-1.7", *, name: str = "plan.pdf", caption: str = ""
    ) -> Sent:
        """Send a file."""
        return self._send(document(self.server.world, data, name), caption)

    async def send_location(self, latitude: float = 48.84, longitude: float = 2.59) -> Sent:
        """Send a place."""
        return self._send(location(latitude, longitude))

    async def send_contact(self, phone: str = "+33100000000", name: str = "Mairie") -> Sent:
        """Send somebody's card."""
        return self._send(contact(phone, name))

    async def edit(self, message: Message | int, text: str) -> Sent:
        """Change one's own message."""
        found = self.chat.messages[message] if isinstance(message, int) else message
        shown, _ = trimmed(text, [])
        version = Version(shown, found_entities(shown), None, self.server.world.now())
        self.server.world.edit(found, version)
        return Sent(self._told("edited_message", found), found)

    async def press(self, label: str, *, message: Message | None = None) -> Sent:
        """Press the button with this label (or part of it) under the last message that has it."""
        found, button = self._button(label, message)
        if button.data is None:
            raise SilentPersonError(f"« {button.label} » is a link to {button.url}, not a press")
        return await self.press_data(button.data, message=found)

    async def press_data(self, data: str, *, message: Message | None = None) -> Sent:
        """Press a button carrying this data, an old or a forged one for example."""
        message = message or self.last
        world = self.server.world
        press = Press(self._new_id(), self.id, asyncio.get_running_loop().time())
        world.presses[press.id] = press
        body = {
            "id": press.id,
            "from": self.user,
            "message": message.to_json(),
            "chat_instance": str(abs(hash(self.chat.id))),
            "data": data,
        }
        return Sent(world.updates.push("callback_query", body), message, press)

    # Seeing

    @property
    def messages(self) -> list[Message]:
        """The conversation as shown on the phone now."""
        return self.chat.visible

    @property
    def replies(self) -> list[Message]:
        """The bot's messages, oldest first."""
        return [message for message in self.chat.visible if message.from_bot]

    @property
    def last(self) -> Message:
        """The bot's last message."""
        if not self.replies:
            raise SilentPersonError("the bot has not written anything here")
        return self.replies[-1]

    async def next_reply(self, timeout: float = TIMEOUT) -> Message:  # noqa: ASYNC109
        """The bot's next message not returned by this function before."""

        def look() -> Message | None:
            return next((m for m in self.replies if m.message_id > self._read), None)

        screen = [message.text[:60] for message in self.messages[-6:]]
        what = f"a reply, with on the screen {screen}"
        found = await self.server.wait_for(look, timeout, what=what)
        self._read = found.message_id
        return found

    async def replies_until_quiet(self, timeout: float = TIMEOUT) -> list[Message]:  # noqa: ASYNC109
        """All the new messages, once the bot has confirmed every update."""
        await self.server.idle(timeout)
        new = [message for message in self.replies if message.message_id > self._read]
        self._read = max([self._read, *(message.message_id for message in new)])
        return new

    # Inside

    def _send(self, content: Content, caption: str = "") -> Sent:
        return self._write(caption, content.fields, content.data, found_entities(caption), None)

    def _write(
        self,
        text: str,
        content: Json,
        data: bytes | None,
        entities: list[Json],
        reply_to: Message | None,
    ) -> Sent:
        extra = {"reply_to_message": reply_to.to_json(with_reply=False)} if reply_to else {}
        world = self.server.world
        message = world.new_message(
            self.chat, self.user, text, entities, content=content, extra=extra, file=data
        )
        return Sent(self._told("message", message), message)

    def _told(self, kind: str, message: Message) -> list[int]:
        return self.server.world.updates.push(kind, message.to_json())

    def _new_id(self) -> str:
        return str(4_300_000_000_000_000 + self.server.world.number())

    def _button(self, label: str, message: Message | None) -> tuple[Message, Button]:
        candidates = [message] if message else self.replies[::-1]
        for exact in (True, False):
            for candidate in candidates:
                for button in candidate.buttons:
                    shown = button.label.replace("\u00a0", " ")
                    if label == shown or (not exact and label in shown):
                        return candidate, button
        labels = [candidate.labels for candidate in candidates[:3]]
        raise SilentPersonError(f"no button « {label} »; last messages have {labels}")


class Person(Writer):
    """A person in a private conversation with the bot."""

    @classmethod
    def create(cls, server: TelegramServer, user_id: int, first_name: str, **more: str) -> Person:
        """Make the account; the chat is open only once the person wrote."""
        user: Json = {"id": user_id, "is_bot": False, "first_name": first_name}
        user |= {"language_code": "fr", **more}
        server.world.users[user_id] = user
        chat = server.world.chats.get(user_id)
        if chat is None:
            chat = Chat(user_id, "private", user=user, opened=False)
            chat.members = {user_id: "member", server.world.bot["id"]: "member"}
            server.world.chats[user_id] = chat
        return cls(server, user, chat)

    def _told(self, kind: str, message: Message) -> list[int]:
        self.chat.opened = True
        unblocked = self._membership("kicked", "member") if self.chat.blocked else []
        return unblocked + super()._told(kind, message)

    async def block(self) -> Sent:
        """Block the bot: it may not write here any more."""
        return Sent(self._membership("member", "kicked"))

    async def inline_results(self, query: str) -> list[Json]:
        """Type ``@bot query`` and see the results the bot proposes."""
        press = (await self.inline(query)).press
        assert press is not None
        answer = await self.server.wait_for(lambda: press.answer, what="inline results")
        results: list[Json] = answer["results"]
        return results

    async def choose(self, query: str, result_id: str) -> Sent:
        """Choose an inline result, when the bot has inline feedback switched on."""
        body = {"result_id": result_id, "from": self.user, "query": query}
        return Sent(self.server.world.updates.push("chosen_inline_result", body))

    async def inline(self, query: str, *, offset: str = "") -> Sent:
        """Type ``@bot query`` in some other conversation."""
        world = self.server.world
        press = Press(self._new_id(), self.id, asyncio.get_running_loop().time())
        world.queries[press.id] = press
        body: dict[str, Any] = {
            "id": press.id,
            "from": self.user,
            "query": query,
            "offset": offset,
            "chat_type": "private",
        }
        return Sent(world.updates.push("inline_query", body), press=press)

    async def call(self, text: str, *, chat: Json) -> Sent:
        """Call the bot by its name in a conversation that it is no member of."""
        world = self.server.world
        press = Press(self._new_id(), self.id, asyncio.get_running_loop().time())
        world.queries[press.id] = press
        body: dict[str, Any] = {
            "message_id": 1,
            "date": world.now(),
            "chat": chat,
            "from": self.user,
            "text": text,
            "guest_query_id": press.id,
        }
        return Sent(world.updates.push("guest_message", body), press=press)

    def _membership(self, before: str, after: str) -> list[int]:
        world = self.server.world
        self.chat.blocked = after == "kicked"
        body = {
            "chat": self.chat.to_json(),
            "from": self.user,
            "date": world.now(),
            "old_chat_member": member(world.bot, before),
            "new_chat_member": member(world.bot, after),
        }
        return world.updates.push("my_chat_member", body)


def member(user: Json, status: str) -> Json:
    """A ``ChatMember`` object."""
    extra = {"until_date": 0} if status == "kicked" else {}
    return {"user": user, "status": status, **extra}
