"""Dialogues as lists of steps: what a person does, and what must come back.

In Python, ``Step(send="/start", reply=["Bonjour"], buttons=["Desserte", "…"])``; in YAML, the
same words as keys (``load_dialogue``). After each step the harness waits until the bot has
confirmed the update, which it does only once the update is handled: whatever was sent by then is
the whole reaction, so that silence and double replies fail without any waiting in vain.

A step does one of: ``send`` (a text), ``start`` (a payload), ``press`` (a label or part of it),
``press_data`` (raw), ``correct`` (changes the person's last message), ``do`` (``voice``,
``photo``, ``video``, ``sticker``, ``document``, ``location``, ``contact``, ``block``).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import yaml

from bot.questionlog.records import LoggedQuestion
from bot.questionlog.store import QuestionLog

from .telegram_server.changes import TIMEOUT
from .telegram_server.chats import Message
from .telegram_server.people import Person, Sent, Writer
from .telegram_server.server import Call

ANY_MORE: Final = "…"
"""At the end of ``buttons``: others may follow."""
WRITING: Final = frozenset({"sendmessage", "senddocument"})
EDITING: Final = frozenset({"editmessagetext", "editmessagecaption"})
_ACTIONS: Final = ("send", "start", "press", "press_data", "correct", "do")


async def logged(log: QuestionLog, number: int) -> LoggedQuestion:
    """The question of that number, which is there."""
    question = await log.get(number)
    assert question is not None
    return question


class DialogueError(AssertionError):
    """A reaction that is not the one expected; says the step and what was seen."""


@dataclass(frozen=True)
class Step:
    """One action, and what must come of it: exactly one reply unless told otherwise."""

    send: str | None = None
    start: str | None = None
    press: str | None = None
    press_data: str | None = None
    correct: str | None = None
    do: str | None = None
    reply: str | list[str] | None = None
    """Fragments of the one new message."""
    replies: list[list[str]] | None = None
    """Fragments of each of several new messages."""
    edited: str | list[str] | None = None
    """Fragments of an older message, changed in place; [] when only its buttons changed."""
    buttons: list[str] | None = None
    """All the buttons of the last message written or edited, in order (parts of labels);
    [] is none at all, « … » at the end lets others follow."""
    absent: str | list[str] | None = None
    """Fragments that must not be seen."""
    notice: str | None = None
    """A fragment of the little notice after a press."""
    silence: bool = False
    """Nothing at all must be seen."""

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Step":
        """A step read from YAML; unknown keys are refused."""
        unknown = data.keys() - {field.name for field in fields(cls)}
        if unknown:
            raise DialogueError(f"unknown key {sorted(unknown)} in step {data}")
        step = cls(**data)
        step.action()
        return step

    def action(self) -> tuple[str, str]:
        """What is done: the name and the argument."""
        found = [
            (name, getattr(self, name)) for name in _ACTIONS if getattr(self, name) is not None
        ]
        if len(found) != 1:
            raise DialogueError(f"a step does exactly one thing: {self}")
        return found[0][0], str(found[0][1])


@dataclass
class Reaction:
    """What a person saw after one step."""

    written: list[Message]
    """New messages of the bot."""
    changed: list[Message]
    """Older messages whose text or caption was edited."""
    rekeyed: list[Message]
    """Older messages of which only the buttons changed."""
    notice: str | None
    """Text of the answer to a press; None when it was not answered."""
    refused: list[Call]
    """Calls Telegram refused, planned faults apart."""

    def describe(self) -> str:
        """The reaction in lines, for messages of failure."""
        lines = [f"  written: {m.text!r} {m.labels}" for m in self.written]
        lines += [f"  edited: {m.text!r} {m.labels}" for m in self.changed]
        lines += [f"  buttons changed: {m.labels}" for m in self.rekeyed]
        lines += [f"  refused: {c.method} {c.error}" for c in self.refused]
        return "\n".join(lines) or "  nothing"


def load_dialogue(path: Path) -> list[Step]:
    """The steps of a YAML file: a list, or a mapping with ``steps``."""
    data = yaml.safe_load(path.read_text("utf-8"))
    return [Step.from_dict(item) for item in (data["steps"] if isinstance(data, dict) else data)]


async def play(writer: Writer, steps: list[Step], *, timeout: float = TIMEOUT) -> list[Reaction]:  # noqa: ASYNC109
    """Play all the steps in order; fails at the first reaction that is not as expected."""
    reactions = []
    seen = len(writer.server.calls)
    for number, step in enumerate(steps, 1):
        late = observed(writer, seen, None).describe()
        if late != "  nothing":
            raise DialogueError(f"before step {number}, without being asked:\n{late}")
        reaction = await react(writer, step, timeout=timeout)
        seen = len(writer.server.calls)
        problems = list(problems_of(step, reaction))
        if problems:
            name, argument = step.action()
            title = f"step {number}, {name} {argument!r}: " + "; ".join(problems)
            raise DialogueError(f"{title}\nseen:\n{reaction.describe()}")
        reactions.append(reaction)
    return reactions


async def react(writer: Writer, step: Step, *, timeout: float = TIMEOUT) -> Reaction:  # noqa: ASYNC109
    """Do one step and collect all that came of it."""
    seen = len(writer.server.calls)
    sent = await _act(writer, *step.action())
    await writer.server.settled(sent.update_ids, timeout)
    return observed(writer, seen, sent)


async def _act(writer: Writer, name: str, argument: str) -> Sent:
    if name == "send":
        return await writer.send_text(argument)
    if name == "correct":
        own = [m for m in writer.messages if not m.from_bot and m.text and not m.media]
        return await writer.edit(own[-1], argument)
    if name == "do" and argument == "block" and isinstance(writer, Person):
        return await writer.block()
    if name == "do":
        return await _send(writer, argument)
    if name == "start":
        return await writer.start(argument)
    return await (writer.press if name == "press" else writer.press_data)(argument)


async def _send(writer: Writer, kind: str) -> Sent:
    senders: dict[str, Callable[[], Awaitable[Sent]]] = {
        "voice": writer.send_voice,
        "photo": writer.send_photo,
        "video": writer.send_video,
        "sticker": writer.send_sticker,
        "document": writer.send_document,
        "location": writer.send_location,
        "contact": writer.send_contact,
    }
    if kind not in senders:
        raise DialogueError(f"a person cannot do {kind!r}: {sorted(senders)}")
    return await senders[kind]()


def observed(writer: Writer, seen: int, sent: Sent | None) -> Reaction:
    """What the bot did in this chat since its call number ``seen``."""
    calls = [c for c in writer.server.calls[seen:] if c.chat_id == writer.chat.id]
    done = [call for call in calls if isinstance(call.result, dict)]
    written = _messages(writer, [c for c in done if c.method.lower() in WRITING])
    edits = _messages(writer, [c for c in done if c.method.lower() in EDITING])
    keys = _messages(writer, [c for c in done if c.method.lower() == "editmessagereplymarkup"])
    changed = [message for message in edits if message not in written]
    press = sent.press if sent else None
    return Reaction(
        written=written,
        changed=changed,
        rekeyed=[message for message in keys if message not in written + changed],
        notice=(press.answer or {}).get("text") if press else "",
        refused=[c for c in calls if 400 <= c.status < 500 and c.status != 429],
    )


def _messages(writer: Writer, calls: list[Call]) -> list[Message]:
    """The messages that these calls made or changed, each once, if they are still there."""
    ids = dict.fromkeys(int(call.result["message_id"]) for call in calls)
    found = [writer.chat.messages[message_id] for message_id in ids]
    return [message for message in found if not message.deleted]


def problems_of(step: Step, reaction: Reaction) -> list[str]:
    """In what the reaction is not the one expected; nothing when all is well."""
    problems = [f"refused: {call.method}: {call.error}" for call in reaction.refused]
    if reaction.notice is None:
        problems.append("the press was never answered")
    if step.notice is not None and step.notice not in (reaction.notice or ""):
        problems.append(f"notice {reaction.notice!r}, expected {step.notice!r}")
    problems += _count_problems(step, reaction)
    if problems:
        return problems
    wanted = step.replies or ([_list(step.reply)] if step.reply is not None else [])
    for message, fragments in zip(reaction.written, wanted, strict=False):
        problems += _missing(fragments, message)
    for message in reaction.changed:
        problems += _missing(_list(step.edited), message)
    shown = reaction.written + reaction.changed
    text = "\n".join(message.text for message in shown)
    problems += [f"{part!r} must not be there" for part in _list(step.absent) if part in text]
    if step.buttons is not None:
        last = (shown or reaction.rekeyed)[-1:]
        problems += _button_problems(step.buttons, last[0].labels if last else [])
    return problems


def _count_problems(step: Step, reaction: Reaction) -> list[str]:
    written, changed = len(reaction.written), len(reaction.changed)
    if step.silence:
        return ["silence expected"] if written + changed + len(reaction.rekeyed) else []
    wants_nothing = step.notice is not None
    if step.reply is None and step.replies is None and step.edited is None:
        if written + changed == 1 or (wants_nothing and written + changed == 0):
            return []
        return [f"one reaction expected, {written} replies and {changed} edits seen"]
    expected = len(step.replies) if step.replies is not None else int(step.reply is not None)
    problems = []
    if written != expected:
        problems.append(f"{expected} new messages expected, {written} seen")
    edits = changed + len(reaction.rekeyed) * (not changed)
    if step.edited is not None and edits != 1:
        problems.append(f"one message edited in place expected, {edits} seen")
    if step.edited is None and changed:
        problems.append(f"no edit expected, {changed} seen")
    return problems


def _missing(fragments: list[str], message: Message) -> list[str]:
    text = message.text.replace("\u00a0", " ")
    return [f"{part!r} is missing" for part in fragments if part not in text]


def _list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _button_problems(expected: list[str], labels: list[str]) -> list[str]:
    more = expected[-1:] == [ANY_MORE]
    wanted = expected[:-1] if more else expected
    short = len(labels) < len(wanted) or (len(labels) > len(wanted) and not more)
    if short or any(part not in label for part, label in zip(wanted, labels, strict=False)):
        return [f"buttons {labels}, expected {expected}"]
    return []
