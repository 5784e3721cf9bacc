"""A group with people and the bot: who hears what, leaving, becoming a supergroup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .chats import Chat, Json, Message
from .people import Person, Sent, Writer, member

if TYPE_CHECKING:
    from .server import TelegramServer

_COMMAND: Final = re.compile(r"/\w+(?:@(\w+))?")


class GroupWriter(Writer):
    """One person writing in a group."""

    def _told(self, kind: str, message: Message) -> list[int]:
        if self.chat.blocked or not heard(self.server, message):
            return []
        return super()._told(kind, message)


def heard(server: TelegramServer, message: Message) -> bool:
    """Whether the bot gets this message of a group, by Telegram's privacy mode."""
    world = server.world
    if not world.settings.privacy or not (message.text or message.media):
        return True
    answered: Json = message.extra.get("reply_to_message", {})
    if answered.get("from", {}).get("id") == world.bot["id"]:
        return True
    command = _COMMAND.match(message.text)
    return command is not None and command[1] in (None, world.bot["username"])


class Group:
    """A group conversation; ``group.send(person, "…")``."""

    def __init__(self, server: TelegramServer, chat: Chat) -> None:
        self.server = server
        self.chat = chat
        self._writers: dict[int, GroupWriter] = {}

    @classmethod
    def create(cls, server: TelegramServer, title: str, members: list[Person]) -> Group:
        """Make the group with the bot in it; its first member created it. No update is sent."""
        chat = Chat(-4_000_000_000 - server.world.number(), "group", title)
        chat.members = {person.id: "member" for person in members}
        if members:
            chat.members[members[0].id] = "creator"
        chat.members[server.world.bot["id"]] = "member"
        server.world.chats[chat.id] = chat
        return cls(server, chat)

    @property
    def id(self) -> int:
        """The chat id, for ``STAFF_CHAT_ID``."""
        return self.chat.id

    def as_seen_by(self, person: Person) -> GroupWriter:
        """This person's place in the group: writes, presses and reads there."""
        if person.id not in self._writers:
            self._writers[person.id] = GroupWriter(self.server, person.user, self.chat)
        return self._writers[person.id]

    async def send(self, person: Person, text: str, *, reply_to: Message | None = None) -> Sent:
        """One member writes, perhaps in reply to a message."""
        return await self.as_seen_by(person).send_text(text, reply_to=reply_to)

    async def press(self, person: Person, label: str) -> Sent:
        """One member presses a button under a message of the bot."""
        return await self.as_seen_by(person).press(label)

    async def remove_bot(self, person: Person) -> Sent:
        """A member removes the bot from the group."""
        self.chat.blocked = True
        self.chat.members[self.server.world.bot["id"]] = "kicked"
        return Sent(self._membership(person, "member", "kicked"))

    async def add_bot(self, person: Person) -> Sent:
        """A member adds the bot (again)."""
        self.chat.blocked = False
        self.chat.members[self.server.world.bot["id"]] = "member"
        return Sent(self._membership(person, "left", "member"))

    async def migrate(self, person: Person) -> Group:
        """Become a supergroup: another id, and the old one is refused from now on."""
        world = self.server.world
        new = Chat(-1_000_000_000_000 - world.number(), "supergroup", self.chat.title)
        new.members = dict(self.chat.members)
        world.chats[new.id] = new
        self.chat.migrated_to = new.id
        moves = ((self.chat, {"migrate_to_chat_id": new.id}),
                 (new, {"migrate_from_chat_id": self.chat.id}))  # fmt: skip
        for chat, content in moves:
            message = world.new_message(chat, person.user, content=content)
            world.updates.push("message", message.to_json())
        return Group(self.server, new)

    def _membership(self, person: Person, before: str, after: str) -> list[int]:
        world = self.server.world
        body = {
            "chat": self.chat.to_json(),
            "from": person.user,
            "date": world.now(),
            "old_chat_member": member(world.bot, before),
            "new_chat_member": member(world.bot, after),
        }
        return world.updates.push("my_chat_member", body)
