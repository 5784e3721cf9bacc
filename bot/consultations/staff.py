"""What the staff does with a consultation: the same acts for the command line and the console."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bot.clock import utc_now
from bot.consultations import checks, results, results_pages
from bot.consultations.asked import Asked
from bot.consultations.disclosure import FEWEST
from bot.consultations.export import Sheet, sheets
from bot.consultations.files import read_folder
from bot.consultations.models import Consultation
from bot.consultations.results import Figures
from bot.consultations.results_pages import plain, sizes_named
from bot.consultations.rounds import Rounds
from bot.errors import AssistantError
from bot.questionlog.consultation_records import Kept, name_in
from bot.questionlog.store import QuestionLog
from bot.texts import consultations_staff as texts
from bot.texts.conversation import day


def find(folder: Path, identifier: str) -> Consultation:
    """A consultation of the folder, without a fault.

    Raises:
        AssistantError: there is none of that id, or it has faults.
    """
    read = read_folder(folder)
    found = next((r for r in read.read if r.consultation.id == identifier), None)
    if any(f.path.stem == identifier and not f.warning for f in checks.faults(read)):
        raise AssistantError(texts.FAULTY.format(id=identifier))
    if found is None:
        raise AssistantError(texts.NO_SUCH.format(id=identifier))
    return found.consultation


class ConsultationStaff:
    """Acts of the staff. May raise ``LogUnavailableError``."""

    def __init__(self, log: QuestionLog) -> None:
        self._log = log
        self._desk = log.consultations.desk

    async def open(self, one: Consultation, by: str) -> tuple[str, bool]:
        """Propose or open: what to say, and whether something was done."""
        became = await self._desk.open(one.id, one.dump(), one.closes_at, by)
        said = texts.OPENING[became].format(
            by=by, first=day(one.opens), date=day(one.closes), id=one.id
        )
        return said, became in ("proposed", "opened")

    async def close(self, identifier: str, by: str) -> str:
        """Close before the hour."""
        kept = await self._kept(identifier)
        if kept.state != "ouverte":
            raise AssistantError(texts.NOT_OPEN)
        await self._log.audit.record(by, "consultation_closed", identifier)
        await Rounds(self._log).close(kept, utc_now())
        return texts.CLOSED_NOW

    async def results(self, identifier: str) -> str:
        """The results; while it is open, only how many take part."""
        return "\n\n".join(await self.told(await self._kept(identifier)))

    async def told(self, kept: Kept) -> list[str]:
        """How many take part and, once it is closed, what they answered."""
        one = Consultation.load(kept.definition)
        members = await self._log.consultations.members(kept.id)
        if kept.figures is None:
            figures = results.count(one, await self._desk.sessions(kept.id))
            asked = Asked.of(one, members)
            if not one.is_confidential:
                return [progress(figures, asked)]
            return [f"{progress(in_steps(figures), asked)}\n{texts.PROGRESS_STEPS}"]
        figures = Figures.load(kept.figures)
        shown = plain(results_pages.page(kept, figures, {}))
        return [progress(figures, Asked.of(one, members)), shown]

    async def comment(self, identifier: str, text: str, by: str) -> str:
        """Write what Cerema makes of the answers."""
        kept = await self._kept(identifier)
        if kept.state != "fermee":
            raise AssistantError(texts.NOT_CLOSED)
        await self._log.audit.record(by, "consultation_comment", identifier)
        await self._desk.comment(identifier, text, by)
        return texts.COMMENT_KEPT

    async def export(
        self, identifier: str, by: str, *, identified: bool = False, free_texts: bool = False
    ) -> list[Sheet]:
        """The sheets of the spreadsheet; recorded when it names somebody or quotes anybody.

        Raises:
            AssistantError: it is not closed, or this person may not have that.
        """
        kept = await self._kept(identifier)
        one = Consultation.load(kept.definition)
        if kept.figures is None:
            raise AssistantError(texts.NOT_CLOSED)
        if identified and one.is_confidential:
            raise AssistantError(texts.NOT_NAMED)
        team = [name.casefold() for name in one.team]
        if free_texts and one.is_confidential and name_in(by).casefold() not in team:
            raise AssistantError(texts.NOT_IN_TEAM.format(team=", ".join(one.team)))
        if identified:
            await self._log.audit.record(by, "consultation_identified", identifier)
        if free_texts:
            await self._log.audit.record(by, "consultation_texts", identifier)
        sessions = await self._desk.sessions(identifier)
        figures = Figures.load(kept.figures)
        asked = Asked.of(one, await self._log.consultations.members(identifier))
        return sheets(one, sessions, figures, asked, identified=identified, free_texts=free_texts)

    async def _kept(self, identifier: str) -> Kept:
        kept = await self._desk.get(identifier)
        if kept is None:
            raise AssistantError(texts.NEVER_OPENED.format(id=identifier))
        return kept


def in_steps(figures: Figures) -> Figures:
    """Counts down to a multiple of five: two looks while it is open tell of no single town."""
    verified = figures.verified
    return replace(
        figures,
        answered=_step(figures.answered),
        began=None if figures.began is None else _step(figures.began),
        verified=None if verified is None else _step(verified),
        sizes=tuple(replace(group, count=_step(group.count)) for group in figures.sizes),
        departments=tuple(replace(one, count=_step(one.count)) for one in figures.departments),
        days=tuple(replace(group, count=_step(group.count)) for group in figures.days),
    )


def _step(count: int) -> int:
    return count - count % FEWEST


def progress(figures: Figures, asked: Asked) -> str:
    """How many take part, by size, department and day; never what they answered."""
    verified = ""
    if figures.verified is not None:
        verified = texts.PROGRESS_VERIFIED.format(verified=figures.verified)
    return texts.PROGRESS.format(
        answered=texts.FEW if figures.too_few else figures.answered,
        rate="" if figures.too_few else _rate(figures.answered, asked.whole),
        verified=verified,
        began=texts.FEW if figures.began is None else figures.began,
        sizes=_pairs(
            (sizes_named(group.keys), group.count, _rate(group.count, asked.size(group.keys)))
            for group in figures.sizes
        ),
        departments=_pairs(
            (", ".join(group.keys), group.count, _rate(group.count, asked.department(group.keys)))
            for group in figures.departments
        ),
        days=_pairs((group.keys[-1], group.count, "") for group in figures.days),
    )


def _pairs(named: Iterable[tuple[str, int, str]]) -> str:
    pairs = (
        texts.PAIR.format(name=name, count=count, rate=rate)
        for name, count, rate in named
        if count
    )
    return ", ".join(pairs) or texts.FEW


def _rate(count: int, asked: int) -> str:
    if not asked:
        return ""
    return texts.RATE.format(asked=asked, percent=results_pages.percent(count, asked))
