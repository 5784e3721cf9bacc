"""What the terminal shows of groups, proposals and replays: plain text, no colour."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bot.editorial.drafts import Draft
from bot.editorial.groups import Group
from bot.editorial.learn import Proposal, Refusal
from bot.editorial.replay import Move, Replay
from bot.editorial.wording import one_line
from bot.texts import editorial as texts
from bot.texts.typography import agreed, percent

NUMBERS: Final = 10
"""Numbers of a group named; its size tells the rest."""
MOVES: Final = 20
WIDTH: Final = 90


def groups_text(groups: Sequence[Group], limit: int) -> str:
    """The first groups, with their central questions, then a line of totals."""
    if not groups:
        return texts.GROUPS_NONE
    lines = [line for one in groups[:limit] for line in _group_lines(one)]
    total = sum(one.size for one in groups)
    return "\n".join([*lines, agreed(texts.GROUPS_SUMMARY, questions=total, groups=len(groups))])


def draft_text(path: object, new: Draft, folder: Path) -> str:
    """Where a draft was written, where it goes, and what to read before going on."""
    place = folder / new.path.parent
    lines = [texts.DRAFT_WRITTEN.format(path=path, marker=texts.TO_WRITE, folder=place)]
    if new.near:
        lines.append(texts.DRAFT_NEAR.format(entries=", ".join(new.near)))
    return "\n".join(lines)


def proposal_text(one: Proposal) -> str:
    """One proposal, and why it is made."""
    why = texts.LEARN_REVIEWER if one.reviewed else agreed(texts.LEARN_PEOPLE, people=one.people)
    return texts.LEARN_PROPOSAL.format(entry=one.entry, phrasing=one.phrasing, why=why)


def refusal_text(one: Refusal) -> str:
    """One phrasing that its file does not take."""
    return texts.LEARN_REFUSED.format(path=one.path, phrasing=one.phrasing, reason=one.reason)


def replay_text(result: Replay, limit: int = MOVES) -> str:
    """The table before publishing: each kind of change, then a line of totals."""
    lines: list[str] = []
    for name, title in texts.REPLAY_TITLES.items():
        moves: tuple[Move, ...] = getattr(result, name)
        if moves:
            count = _count(moves)
            section = texts.REPLAY_SECTION
            lines.append(agreed(section, title=title, questions=count, wordings=len(moves)))
            lines += [_move_line(move) for move in moves[:limit]]
            if len(moves) > limit:
                lines.append(agreed(texts.REPLAY_MORE, count=len(moves) - limit))
            lines.append("")
    summary = agreed(
        texts.REPLAY_SUMMARY,
        questions=result.questions, wordings=result.wordings, gained=_count(result.gained),
        changed=_count(result.changed), lost=_count(result.lost), answered=result.answered,
        unanswered=result.unanswered,
    )  # fmt: skip
    return "\n".join([*lines, summary])


def _group_lines(one: Group) -> list[str]:
    domain = texts.GROUP_DOMAIN.format(domain=one.domain) if one.domain else ""
    numbers = ", ".join(map(str, one.ids[:NUMBERS]))
    if one.size > NUMBERS:
        numbers += agreed(texts.GROUP_MORE, count=one.size - NUMBERS)
    return [
        agreed(
            texts.GROUP,
            name=one.name,
            people=one.people,
            towns=one.towns,
            size=one.size,
            domain=domain,
        ),
        texts.GROUP_QUESTION.format(question=_shown(one.question)),
        texts.GROUP_NUMBERS.format(numbers=numbers),
    ]


def _move_line(move: Move) -> str:
    template = texts.REPLAY_CHANGED
    if move.before is None:
        template = texts.REPLAY_GAINED
    elif move.after is None:
        template = texts.REPLAY_LOST
    answers = template.format(
        before=move.before, after=move.after, confidence=percent(move.confidence)
    )
    times = texts.REPLAY_TIMES.format(times=len(move.ids)) if len(move.ids) > 1 else ""
    against = texts.REPLAY_AGAINST.format(entry=move.wanted) if move.wanted else ""
    question = _shown(move.question)
    return texts.REPLAY_MOVE.format(move=answers, question=question, times=times, against=against)


def _count(moves: Iterable[Move]) -> int:
    return sum(len(move.ids) for move in moves)


def _shown(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= WIDTH else line[: WIDTH - 1].rstrip() + texts.TRUNCATED
