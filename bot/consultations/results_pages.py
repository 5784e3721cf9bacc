"""Results, as those who answered read them: bars of text, and the same in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.consultations import answers
from bot.consultations.disclosure import Group
from bot.consultations.models import Consultation, Question
from bot.consultations.results import (
    BINS,
    GIVEN,
    ORDERED,
    UNANSWERED,
    Figures,
    QuestionFigures,
    cell_of,
)
from bot.knowledge.html import escape
from bot.knowledge.markdown import html_to_plain
from bot.knowledge.towns import SIZES
from bot.pages.reply import Reply, shorten
from bot.questionlog.consultation_records import Kept
from bot.texts import consultations as texts
from bot.texts.conversation import day

BAR: Final = 8
FULL: Final = "▓"
EMPTY: Final = "░"


def page(kept: Kept, figures: Figures, own: Mapping[str, Any], size: str = "") -> Reply:
    """All the results.

    Args:
        kept: the consultation.
        figures: what may be told.
        own: what the reader's town answered.
        size: the place of its size class; empty: none.
    """
    one = Consultation.load(kept.definition)
    end = ""
    if kept.comment:
        end = texts.COMMENT.format(text=escape(kept.comment))
    else:
        end = texts.COMMENT_OWED.format(date=day(one.results.comment_before))
    title = escape(one.title)
    if figures.too_few:
        html = texts.RESULTS_TITLE.format(
            title=title, answered=texts.TOO_FEW, verified="", questions="", end=end.lstrip()
        )
        return Reply(html)
    verified = ""
    if figures.verified is not None:
        declared = figures.answered - figures.verified
        verified = texts.VERIFIED.format(verified=figures.verified, declared=declared)
    shown = [
        _question(one, number, told, own, size) for number, told in enumerate(figures.questions, 1)
    ]
    html = texts.RESULTS_TITLE.format(
        title=title,
        answered=texts.ANSWERED.format(count=figures.answered),
        verified=verified,
        questions="\n\n".join(shown),
        end=end,
    )
    return Reply(html)


def plain(reply: Reply) -> str:
    """The same in a terminal."""
    return html_to_plain(reply.html)


def _question(
    one: Consultation, number: int, told: QuestionFigures, own: Mapping[str, Any], size: str
) -> str:
    question = one.questions[number - 1]
    text = escape(question.text)
    if told.base == 0 and not told.hidden:
        return texts.RESULT_QUESTION.format(number=number, text=text, lines=texts.RESULT_NOBODY)
    if told.hidden:
        return texts.RESULT_QUESTION.format(number=number, text=text, lines=texts.RESULT_HIDDEN)
    groups = [group for group in told.groups if group.count or group.keys != (UNANSWERED,)]
    if question.kind not in ORDERED:
        groups.sort(key=lambda group: -group.count)
    mine = _own_cells(one, question, own)
    lines = [_line(one, question, group, told.base, mine) for group in groups]
    words = ", ".join(
        texts.RESULT_WORD.format(
            label=label(one, question, group), percent=percent(group.count, told.base)
        )
        for group in groups
        if group.count
    )
    lines.append(texts.RESULT_WORDS.format(words=escape(words)))
    if question.kind == "texte":
        lines.append(texts.RESULT_TEXT)
    if question.hangs_on is not None:
        lines.append(texts.RESULT_BASE.format(count=told.base))
    lines += _same_size(one, question, told, size)
    return texts.RESULT_QUESTION.format(number=number, text=text, lines="\n".join(lines))


def _line(
    one: Consultation, question: Question, group: Group, base: int, mine: Sequence[str]
) -> str:
    share = percent(group.count, base)
    full = round(share * BAR / 100)
    return texts.RESULT_LINE.format(
        bar=FULL * full + EMPTY * (BAR - full),
        percent=share,
        count=group.count,
        label=escape(label(one, question, group)),
        own=texts.RESULT_OWN if set(mine) & set(group.keys) else "",
    )


def _own_cells(one: Consultation, question: Question, own: Mapping[str, Any]) -> list[str]:
    if question.id not in own:
        return []
    value = own[question.id]
    if isinstance(value, list):
        return [str(part) for part in value]
    return [cell_of(one, question, value)]


def _same_size(
    one: Consultation, question: Question, told: QuestionFigures, size: str
) -> list[str]:
    """What the towns of the reader's size answered, where that may be told."""
    row = next((counts for keys, counts in told.sizes if size and size in keys.split("+")), None)
    keys = next((keys for keys, _ in told.sizes if size and size in keys.split("+")), "")
    if row is None or not sum(row):
        return []
    words = ", ".join(
        texts.RESULT_WORD.format(label=label(one, question, group), percent=percent(n, sum(row)))
        for group, n in zip(told.groups, row, strict=True)
        if n
    )
    return [texts.RESULT_SIZE.format(size=sizes_named(keys.split("+")), words=escape(words))]


def sizes_named(keys: Sequence[str]) -> str:
    """Size classes in words."""
    classes = sorted(int(key) for key in keys if key != UNANSWERED)
    if UNANSWERED in keys or not classes:
        return texts.OTHER_SIZES
    low, high = SIZES[classes[0]][0], SIZES[classes[-1]][1]
    return texts.SIZES_NAMED.format(low=answers.number(low), high=answers.number(high))


def percent(part: int, base: int) -> int:
    """A share, in whole per cent."""
    return round(100 * part / base) if base else 0


def label(one: Consultation, question: Question, group: Group) -> str:
    """A group of answers in words."""
    keys = [key for key in group.keys if key != UNANSWERED]
    if not keys:
        return texts.UNANSWERED
    if question.kind == "texte":
        return texts.TEXT_GIVEN if keys == [GIVEN] and len(group.keys) == 1 else texts.MERGED
    if question.kind in ("nombre", "date"):
        shown = _range(one, question, int(keys[0]), int(keys[-1]))
    elif len(keys) > 1 and question.kind == "echelle":
        shown = texts.MERGED_RANGE.format(low=keys[0], high=keys[-1])
    elif len(keys) > 1:
        return texts.MERGED
    else:
        shown = question.choices[keys[0]]
    if UNANSWERED in group.keys:
        shown = f"{shown}, {texts.UNANSWERED.lower()}"
    return shorten(shown, 120)


def _range(one: Consultation, question: Question, first: int, last: int) -> str:
    if question.kind == "date":
        return _years(one.opens.year + first, one.opens.year + last, first < 0, last == BINS - 1)
    low, high = question.minimum or 0.0, question.maximum or 0.0
    step = (high - low) / BINS
    edges = (answers.number(low + step * first), answers.number(low + step * (last + 1)))
    return texts.MERGED_RANGE.format(low=edges[0], high=f"{edges[1]} {question.unit}")


def _years(first: int, last: int, before: bool, after: bool) -> str:
    low = texts.BEFORE_YEAR.format(year=first + 1) if before else str(first)
    high = texts.AFTER_YEAR.format(year=last) if after else str(last)
    if first == last:
        return low if before else high
    return texts.MERGED_RANGE.format(low=low, high=high)
