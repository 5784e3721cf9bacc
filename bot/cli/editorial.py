"""The verbs that turn questions into knowledge: `groups`, `draft`, `learn`, `replay`."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.french import FrenchCommand
from bot.cli.options import Database, Knowledge, Since, first_moment, with_log
from bot.config import Settings, load_settings
from bot.errors import AssistantError, KnowledgeError
from bot.texts import command_line as texts
from bot.texts import editorial as editorial_texts
from bot.texts.typography import agreed

if TYPE_CHECKING:
    from bot.editorial.drafts import Draft
    from bot.editorial.groups import Group
    from bot.knowledge.models import KnowledgeBase
    from bot.matching.index import Index
    from bot.pages.reply import Reply
    from bot.questionlog.records import LoggedQuestion
    from bot.questionlog.store import QuestionLog


@dataclass(frozen=True, slots=True)
class _Desk:
    """The base on disk, drafts and all, with its index and the logged questions."""

    folder: Path
    base: "KnowledgeBase"
    index: "Index"
    questions: "list[LoggedQuestion]"


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(cls=FrenchCommand, help=texts.GROUPS)(groups)
    app.command(cls=FrenchCommand, help=texts.DRAFT)(draft)
    app.command(cls=FrenchCommand, help=texts.LEARN)(learn)
    app.command(cls=FrenchCommand, help=texts.REPLAY)(replay)


def groups(
    most: Annotated[
        int, typer.Option("--au-plus", "--most", metavar="K", min=1, help=texts.OPTION_MOST)
    ] = 20,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Similar unanswered questions, those of most people first."""
    from bot.editorial.tables import groups_text

    desk = _open(load_settings(knowledge, database))
    typer.echo(groups_text(_groups(desk), most))


def draft(
    name: Annotated[str, typer.Argument(metavar="GROUPE|NUMÉRO", help=texts.ARGUMENT_GROUP)],
    domain: Annotated[
        str | None,
        typer.Option("--domaine", "--domain", metavar="DOMAINE", help=texts.OPTION_DRAFT_DOMAIN),
    ] = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """A new fiche file, its answer and sources left to write."""
    from bot.editorial.drafts import write
    from bot.editorial.tables import draft_text
    from bot.running.folders import drafts_folder

    settings = load_settings(knowledge, database)
    desk = _open(settings)
    new = _draft(name, domain, desk, drafts_folder(settings))
    written = write(drafts_folder(settings), new)
    typer.echo(draft_text(written, new, desk.folder))


def learn(
    accept: Annotated[bool, typer.Option("--accepter", help=texts.OPTION_ACCEPT)] = False,
    entry: Annotated[
        str | None, typer.Option("--fiche", metavar="FICHE", help=texts.OPTION_ENTRY)
    ] = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> int:
    """Phrasings that people led to a fiche: proposed, shown as a diff, inserted if accepted."""
    from bot.editorial import learn as learning
    from bot.editorial.tables import proposal_text, refusal_text
    from bot.editorial.writing import write_checked

    desk = _open(load_settings(knowledge, database))
    found = learning.proposals(desk.questions, desk.base)
    found = tuple(one for one in found if entry is None or one.entry == entry)
    if not found:
        typer.echo(editorial_texts.LEARN_NONE)
        return 0
    for proposal in found:
        typer.echo(proposal_text(proposal))
    edits, refusals = learning.edits(found, desk.folder, desk.base)
    for edit in edits:
        typer.echo(learning.diff(edit))
    if accept:
        kept, undone = write_checked(edits, desk.folder)
        refusals += undone
        for edit in kept:
            written = editorial_texts.LEARN_WRITTEN
            typer.echo(agreed(written, path=edit.path, count=len(edit.added)))
    for refusal in refusals:
        typer.echo(refusal_text(refusal), err=True)
    if not accept and edits:
        typer.echo(texts.LEARN_HOW)
    return 1 if refusals else 0


def replay(
    since: Since = None,
    publish: Annotated[bool, typer.Option("--prevenir", help=texts.OPTION_TELL)] = False,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """What the base on disk would answer to all logged questions, beside what they got."""
    from bot.editorial.replay import Ledger
    from bot.editorial.tables import replay_text
    from bot.review.acts import Review

    settings = load_settings(knowledge, database)
    if publish:
        _refuse_faults(settings.knowledge_dir)
    desk = _open(settings, first_moment(since))
    ledger = Ledger()
    for question in desk.questions:
        ledger.add(question)
    result = ledger.against(desk.index)
    typer.echo(replay_text(result))

    async def tell(log: "QuestionLog") -> "list[Reply]":
        review = Review(desk.base, log)
        shown = [
            await review.attach(number, entry, texts.REPLAY_ACTOR, "publiee")
            for number, entry in result.notices
        ]
        return [one for one in shown if not one.refused]

    if publish:
        done = with_log(settings, tell)
        told = sum(one.told for one in done)
        typer.echo(agreed(texts.REPLAY_TOLD, count=len(done), told=told))


def _refuse_faults(folder: Path) -> None:
    """What leaves for mayors is what the service would serve."""
    from bot.knowledge.loader import load

    try:
        load(folder)
    except KnowledgeError as error:
        raise AssistantError(editorial_texts.REPLAY_REFUSED.format(faults=error)) from error


def _open(settings: Settings, since: datetime.datetime | None = None) -> _Desk:
    from bot.knowledge.files import read_folder
    from bot.questionlog.records import Filter

    async def read(log: "QuestionLog") -> "list[LoggedQuestion]":
        return [question async for question in log.stream(Filter(since=since))]

    folder = settings.knowledge_dir
    base = read_folder(folder).base  # a draft that is not finished must not stop its editor
    index = base.index()
    return _Desk(folder, base, index, with_log(settings, read))


def _groups(desk: _Desk) -> "tuple[Group, ...]":
    from bot.editorial.groups import group

    domains = {entry.id: entry.domain for entry in desk.base.entries.values()}
    return group(desk.questions, desk.index, domains)


def _draft(name: str, domain: str | None, desk: _Desk, folder: Path) -> "Draft":
    from bot.editorial import drafts
    from bot.editorial.groups import find

    source = find(_groups(desk), name) or next(
        (question for question in desk.questions if str(question.id) == name), None
    )
    if source is None:
        raise AssistantError(editorial_texts.DRAFT_NO_SUCH.format(name=name))
    taken = drafts.used_ids((desk.folder, folder), desk.questions)
    return drafts.draft(source, desk.base, desk.index, taken, domain=domain)
