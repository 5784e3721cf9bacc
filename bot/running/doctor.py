"""The checks of an installation: what is in order, and for the rest, what to do."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import make_url

from bot.clock import local_today
from bot.config import Settings
from bot.config.environment import ENV_FILE
from bot.errors import AssistantError, KnowledgeError
from bot.knowledge.loader import load
from bot.questionlog.vault import key_file
from bot.running.opening import file_of, open_log
from bot.texts import keys as key_texts
from bot.texts import operations as texts
from bot.texts.typography import agreed

FREE_MB: Final = 500
"""Less than this and a copy of the database may not fit any more."""
LATE_S: Final = 600.0
"""A message that waits longer than this is not waiting its turn."""

State = Literal["good", "advice", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    state: State
    """``advice`` is left to the operator; ``bad`` keeps the service from working as it should."""
    text: str
    """What is so and, unless it is good, what to do."""


def settings(given: Settings) -> list[Finding]:
    """What the configuration says and leaves out."""
    found = [Finding("good", texts.SETTINGS_GOOD)]
    if ENV_FILE.is_file() and ENV_FILE.stat().st_mode & 0o077:
        found.append(Finding("bad", texts.ENV_OPEN))
    if not given.reviewer_ids:
        found.append(Finding("advice", texts.NO_REVIEWER))
    if given.staff_chat_id is None:
        found.append(Finding("advice", texts.NO_STAFF_CHAT))
    if given.data_controller is None:
        found.append(Finding("advice", texts.NO_CONTROLLER))
    return found


def knowledge(folder: Path) -> list[Finding]:
    """Whether the fiches can be served, and how old they are."""
    try:
        base = load(folder)
    except KnowledgeError as error:
        faults = str(error).splitlines()
        return [Finding("bad", agreed(texts.BASE_BAD, count=len(faults), first=faults[0]))]
    text = texts.BASE_GOOD.format(digest=base.digest, entries=len(base.entries))
    found = [Finding("good", text)]
    today = local_today()
    late = [(e.review_on, e.id) for e in base.entries.values() if e.review_on]
    late = sorted(pair for pair in late if pair[0] < today)
    if late:
        text = agreed(texts.BASE_OLD, count=len(late), entry=late[0][1])
        found.append(Finding("advice", text))
    return found


async def database(given: Settings) -> list[Finding]:
    """Whether questions can be logged, and whether notices leave."""
    path = file_of(given.database_url)
    if path is not None and not path.exists():  # an examination creates nothing
        return [Finding("advice", texts.DATABASE_ABSENT.format(path=path))]
    try:
        async with open_log(given) as log:
            waiting, age = await log.outbox.waiting()
    except AssistantError as error:
        reason = str(error).splitlines()[0]
        return [Finding("bad", texts.DATABASE_BAD.format(reason=reason))]
    kind = make_url(given.database_url).get_backend_name()
    found = [Finding("good", agreed(texts.DATABASE_GOOD, kind=kind, waiting=waiting))]
    found.append(key(given))
    if age > LATE_S:
        minutes = round(age / 60)
        found.append(Finding("bad", agreed(texts.DATABASE_LATE, waiting=waiting, minutes=minutes)))
    return found


def key(given: Settings) -> Finding:
    """Where the key stands that opens the addresses."""
    path = key_file(given.database_url)
    if given.address_key is not None or path is None:
        return Finding("good", key_texts.DOCTOR_GIVEN)
    if path.stat().st_mode & 0o077:
        return Finding("bad", key_texts.DOCTOR_OPEN.format(path=path))
    return Finding("advice", key_texts.DOCTOR_BESIDE.format(path=path))


def disk(url: str) -> list[Finding]:
    """Room for the embedded database; a PostgreSQL server looks after its own."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return []
    folder = Path(parsed.database).absolute().parent
    while not folder.is_dir():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < FREE_MB:
        return [Finding("bad", texts.DISK_BAD.format(free=free, path=folder))]
    return [Finding("good", texts.DISK_GOOD.format(free=free, path=folder))]
