"""From a draft to what is served: kept, submitted, read again by another, published or given back.

The console and Telegram go through here. What is served never changes unless all went well: the
whole base is tried aside first, the file written whole at once, and put back if the reload fails.
"""

import asyncio
import errno
import multiprocessing
import os
import secrets
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from bot.clock import local_today, utc_now
from bot.editorial.authors import tell_author
from bot.editorial.examining import Examined, examine, examine_folder
from bot.editorial.replay import Ledger, Replay
from bot.editorial.second_reading import keeps_readings, signed, unsigned
from bot.knowledge.files import MAX_LIST
from bot.knowledge.models import KnowledgeBase
from bot.knowledge.regular import read_regular
from bot.pages.reply import Reply
from bot.questionlog.fiche_drafts import LIVE, Draft, State
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from bot.texts import by_message
from bot.texts import console as texts
from bot.texts.system import reason

_LOCK = asyncio.Lock()
"""One publication at a time: two would each be tried without the other."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Who writes or reads again."""

    name: str
    mark: str
    """What tells one member of the staff from another."""


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication."""

    why_not: str = ""
    faults: tuple[str, ...] = ()
    replay: Replay | None = None


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a publication would do."""

    faults: list[str]
    """That the whole base would have."""
    replay: Replay | None = None
    """What it changes for people; None with faults."""
    text: str = ""
    """What to publish: the draft, with the trace of its second reading."""


@dataclass(frozen=True)
class Press:
    """What fiches are printed with. Every method may raise ``LogUnavailableError``."""

    folder: Path
    """Of the base that is served."""
    log: QuestionLog
    reload: Callable[[], Awaitable[Reply]]
    """Serves the base on disk, or says why not."""
    editors: Collection[int]
    """Numbers on Telegram of those who write now: authors are told what became of a draft."""

    async def draft_of(self, entry: str, domain: str, by: Editor) -> Draft:
        """The draft of a fiche; one not begun yet, of the file that is served, where none is.

        Args:
            entry: id of the fiche.
            domain: its folder, for a draft that is not begun.
            by: whose that one would be.
        """
        found = await self.log.console.drafts.of_entry(entry)
        if found is not None:
            return found
        text = await asyncio.to_thread(on_disk, self.folder, Path(domain, f"{entry}.yaml"))
        return Draft(
            0, entry, domain, text, digest(text), "brouillon", 0, by.name, by.mark, "", utc_now()
        )

    async def served_text(self, draft: Draft) -> str:
        """The text that a draft would take the place of; empty for a new fiche."""
        return await asyncio.to_thread(on_disk, self.folder, file_of(draft))

    async def keep(self, draft: Draft, seen: int, text: str, by: Editor) -> bool:
        """Keep a text as the draft; False when somebody else changed it since it was seen."""
        drafts = self.log.console.drafts
        if draft.id:
            return await drafts.save(draft, seen, by.name, by.mark, text)
        if await drafts.of_entry(draft.entry) is not None:
            return False
        await drafts.begin(draft.entry, draft.domain, text, draft.base, by.name, by.mark)
        return True

    async def examined(self, draft: Draft, base: KnowledgeBase) -> Examined:
        """What is known of a draft among what is served; off the loop, for it takes a second."""
        return await asyncio.to_thread(
            examine, self.folder, base, draft.entry, draft.domain, draft.text, local_today()
        )

    async def submit(self, draft: Draft, seen: int, by: Editor) -> bool:
        """Hand a draft to somebody else; False when it changed since it was seen."""
        if draft.id == 0 or draft.version != seen:  # its writer is known of this version alone
            return False
        return await self.log.console.drafts.settle(
            draft, "soumis", by.name, "soumettre", draft.comment
        )

    async def give_back(
        self, draft: Draft, seen: int, by: Editor, word: str = "", *, up: bool = False
    ) -> bool:
        """Give a draft back to its author with a word, or give it up; False when it changed."""
        if draft.id == 0 or draft.version != seen:
            return False
        state: State = "abandonne" if up else "brouillon"
        act = "abandonner" if up else "rendre"
        if not await self.log.console.drafts.settle(draft, state, by.name, act, word):
            return False
        words = by_message.AUTHOR_GIVEN_UP if up else by_message.AUTHOR_GIVEN_BACK
        if draft.writer != by.mark:
            await tell_author(self.log, self.editors, draft, words, by.name, word)
        return True

    async def publish(self, draft: Draft, seen: int, by: Editor) -> Published:
        """Publish what somebody else submitted, or say why not.

        Args:
            draft: the draft.
            seen: its version as whoever publishes has read it.
            by: not its author.
        """
        if draft.id == 0 or draft.state not in LIVE:
            return Published(texts.SETTLED_ALREADY)
        if draft.writer == by.mark:
            return Published(texts.SAME_PERSON)
        if draft.state != "soumis" or draft.version != seen:
            return Published(texts.NOT_SUBMITTED)
        await self.log.audit.record(by.name, "publier", draft.entry)
        async with _LOCK:
            return await self._publish(draft, by)

    async def _publish(self, draft: Draft, by: Editor) -> Published:
        path = self.folder / file_of(draft)
        before = await self.served_text(draft)
        begun = unsigned(before) == unsigned(
            draft.text
        )  # by somebody who was stopped before it was noted
        if not begun and digest(before) != draft.base:
            return Published(texts.CHANGED_ON_DISK)
        tried = await self._rehearsed(draft)
        if tried.faults:
            return Published(texts.HAS_FAULTS, tuple(tried.faults))
        try:
            await asyncio.to_thread(_write, path, tried.text)
        except OSError as error:
            return Published(texts.NOT_WRITTEN.format(reason=reason(error)))
        served = await self.reload()
        if served.refused:
            await asyncio.to_thread(_put_back, path, before)
            await self.reload()
            return Published(texts.WAS_NOT_SERVED)
        signed_draft = replace(draft, text=tried.text)
        await self.log.console.drafts.published(signed_draft, by.name, "" if begun else before)
        words = by_message.AUTHOR_PUBLISHED
        await tell_author(self.log, self.editors, draft, words, by.name)
        return Published(replay=tried.replay)

    async def _rehearsed(self, draft: Draft) -> Rehearsed:
        """Try a publication on the whole base, aside.

        The trial takes seconds of a processor: another process has it, so that nobody waits.
        """
        ledger = Ledger()
        async for question in self.log.stream(Filter()):
            ledger.add(question)
        loop = asyncio.get_running_loop()
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            folder = self.folder.resolve()
            return await loop.run_in_executor(
                pool, _rehearse, folder, draft.entry, draft.domain, draft.text, ledger
            )


def _rehearse(folder: Path, entry: str, domain: str, text: str, ledger: Ledger) -> Rehearsed:
    today = local_today()
    faults, base = examine_folder(folder, entry, domain, text, today)
    if base is None:
        return Rehearsed(faults)
    replay = ledger.against(base.index())
    if keeps_readings(base):
        text = signed(text, base.entries[entry], today)
    return Rehearsed(faults, replay, text)


def file_of(draft: Draft) -> Path:
    """Where a fiche stands in the folder, or would."""
    return Path(draft.domain, f"{draft.entry}.yaml")


def on_disk(folder: Path, path: Path) -> str:
    """The text of a fiche; empty where there is none, or something else than a file of ours."""
    try:
        found = read_regular(folder, path, MAX_LIST)
    except OSError:
        return ""
    return (found or b"").decode("utf-8-sig", "replace")


def digest(text: str) -> str:
    """What tells one text of a fiche from another; empty for none."""
    return sha256(text.encode()).hexdigest() if text else ""


def _write(path: Path, text: str) -> None:
    """Write aside and put in place at once: nobody reads half a fiche.

    A link in the place of a domain's folder leads elsewhere, and what stands there is not read.
    """
    path.parent.mkdir(exist_ok=True)
    if path.parent.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path.parent))
    aside = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.tmp")
    try:
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _put_back(path: Path, before: str) -> None:
    if before:
        _write(path, before)
    else:
        path.unlink(missing_ok=True)
