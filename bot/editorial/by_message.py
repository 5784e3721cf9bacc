"""A fiche sent as a file: its faults, or what a phone will show of it, and the way to its readers.

The same path as the console's: somebody else than its author publishes it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from bot.clock import local_today
from bot.config import Settings
from bot.editorial.differences import differences
from bot.editorial.examining import Examined
from bot.editorial.publishing import Editor, Press, Published
from bot.knowledge.html import answer_html, escape
from bot.knowledge.models import ID, Entry, KnowledgeBase, token
from bot.matching.normalize import normal_form
from bot.pages.reply import Choice, Reply, data, dump
from bot.questionlog.fiche_drafts import Draft
from bot.questionlog.records import Notice
from bot.texts import by_message as texts
from bot.texts import console

SUFFIXES: Final = (".yaml", ".yml")
MAX_BUTTONS: Final = 8
MAX_SHOWN: Final = 20
"""Faults, and lines of a difference, in one message."""


def is_fiche(name: str) -> bool:
    """Whether a file may be meant as a fiche; Windows adds ``.txt`` where nobody sees it."""
    return name.lower().removesuffix(".txt").endswith(SUFFIXES)


def readers(settings: Settings, author: int) -> Collection[int]:
    """The chats where a draft is read again: the staff's group, or the other editors'.

    Args:
        settings: who has which role now.
        author: the author's number on Telegram.
    """
    others = settings.editor_ids - {author}
    group = settings.staff_chat_id
    return others if group is None or not others else {group}


@dataclass(frozen=True)
class ByMessage:
    """What editors do by messages. Every method may raise ``LogUnavailableError``."""

    press: Press
    base: KnowledgeBase
    """What is served."""
    readers: Collection[int]
    """Chats of those who may read a draft again."""

    async def received(self, name: str, content: bytes, domain: str, by: Editor) -> Reply:
        """Keep a file as a draft, and say what is wrong with it or show it.

        Args:
            name: of the file; the id of the fiche, with its ending.
            content: of the file.
            domain: its domain as it was told, by id or name; known already for a fiche that is.
            by: who sent it.
        """
        entry = PurePath(name.lower().removesuffix(".txt")).stem
        if not ID.fullmatch(entry) or len(entry) > 100:
            return Reply(console.FAULT_ID, refused=True)
        text = _text(content)
        if text is None:
            return Reply(texts.NOT_UTF8, refused=True)
        folder = self._domain(entry, domain)
        draft = await self.press.draft_of(entry, folder, by)
        if not draft.domain:
            names = ", ".join(one.name for one in self.base.domains)
            return Reply(texts.WHICH_DOMAIN.format(domains=escape(names)), refused=True)
        if draft.id and draft.writer != by.mark:
            return Reply(texts.OTHERS_DRAFT.format(author=escape(draft.author)), refused=True)
        if not await self.press.keep(draft, draft.version, text, by):
            return Reply(texts.CHANGED, refused=True)
        return await self._shown(await self.press.draft_of(entry, folder, by))

    async def act(self, act: str, number: int, version: int, by: Editor) -> Reply | None:
        """Do what a button under a draft asks for; None: there is no such button."""
        draft = await self.press.log.console.drafts.numbered(number)
        if draft is None:
            return None
        if act == "soumettre":
            return await self._submitted(draft, version, by)
        if act == "publier":
            return self._published(draft, await self.press.publish(draft, version, by))
        if act in ("rendre", "abandonner"):
            up = act == "abandonner"
            done = await self.press.give_back(draft, version, by, up=up)
            said = texts.GIVEN_UP if up else texts.GIVEN_BACK
            return _said(said.format(entry=draft.entry, author=draft.author), done=done)
        return None

    async def ask_for_reading(self, draft: Draft, entry: Entry, by: Editor) -> None:
        """Tell those who may publish it that a draft was submitted, and show it to them."""
        submitted = await self.press.draft_of(draft.entry, draft.domain, by)
        before = await self.press.served_text(draft)
        asked = dump(to_read_again(submitted, before, entry))
        await self.press.log.desk.notify(
            [
                Notice(f"relire:{draft.id}:{submitted.version}:{chat}", chat, asked)
                for chat in self.readers
            ]
        )

    def _domain(self, entry: str, told: str) -> str:
        served = self.base.entries.get(entry)
        if served is not None:
            return served.domain
        words = normal_form(told)
        named = (d.id for d in self.base.domains if words in (d.id, normal_form(d.name)))
        return next(named, "")

    async def _shown(self, draft: Draft) -> Reply:
        """The faults of a draft, or the message that a mayor would read."""
        found = await self.press.examined(draft, self.base)
        if found.entry is None or found.blocking:
            lines = _fault_lines(draft, found)
            return Reply(texts.FAULTS.format(lines=lines), _rows(draft, texts.GIVE_UP))
        shown = texts.SHOWN.format(fiche=answer_html(found.entry, local_today()))
        if found.faults:
            shown += texts.ADVICE.format(lines=_fault_lines(draft, found))
        return Reply(shown, _rows(draft, texts.SUBMIT, texts.GIVE_UP))

    async def _submitted(self, draft: Draft, version: int, by: Editor) -> Reply:
        found = await self.press.examined(draft, self.base)
        if found.entry is None or found.blocking:
            return await self._shown(draft)
        if not await self.press.submit(draft, version, by):
            return _said("", done=False)
        await self.ask_for_reading(draft, found.entry, by)
        return Reply(texts.SUBMITTED if self.readers else texts.NOBODY_ELSE)

    def _published(self, draft: Draft, done: Published) -> Reply:
        if done.why_not:
            lines = "\n".join(map(escape, (done.why_not, *done.faults[:MAX_SHOWN])))
            return Reply(lines, refused=True)
        said = texts.PUBLISHED.format(entry=draft.entry)
        waiting = [n for n, e in done.replay.notices if e == draft.entry] if done.replay else []
        if waiting:
            said += texts.ANSWERS.format(numbers=", ".join(map(str, waiting)))
        return Reply(said, tuple(_by_it(number, draft.entry) for number in waiting[:MAX_BUTTONS]))


def to_read_again(draft: Draft, before: str, entry: Entry) -> Reply:
    """What somebody else reads before publishing: what changes, and the message itself."""
    lines = [
        line for kind, line in differences(before, draft.text) if kind in ("ajoute", "retire")
    ]
    shown = "\n".join(escape(line[:200]) for line in lines[:MAX_SHOWN])
    html = texts.TO_READ_AGAIN.format(
        entry=draft.entry,
        author=escape(draft.author),
        count=len(lines),
        lines=shown,
        fiche=answer_html(entry, local_today()),
    )
    return Reply(html, _rows(draft, texts.PUBLISH, texts.GIVE_BACK))


def _text(content: bytes) -> str | None:
    """The text of a file; None where it is not UTF-8.

    UTF-16 without its mark reads as UTF-8 full of NULs, which PostgreSQL refuses.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _by_it(number: int, entry: str) -> tuple[Choice, ...]:
    """A reviewer's button that answers a question with an entry."""
    label = texts.ANSWER_BY_IT.format(number=number)
    return (Choice(label, data("r", "fiche", number, token(entry))),)


def _rows(draft: Draft, *buttons: tuple[str, str]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(
        (Choice(label, data("e", act, draft.id, draft.version)),) for act, label in buttons
    )


def _fault_lines(draft: Draft, found: Examined) -> str:
    path = f"{draft.domain}/{draft.entry}.yaml"
    shown: Sequence[str] = [
        console.FAULT_OTHER.format(path=path, line=line, message=message)
        for line, message, _ in found.lines
    ]
    return "\n".join(map(escape, shown[:MAX_SHOWN]))


def _said(words: str, *, done: bool) -> Reply:
    return Reply(escape(words) if done else texts.CHANGED, refused=not done)
