"""What people are shown about their own data."""

import datetime
import json
from typing import Any, Final

from bot.clock import PARIS, utc_now
from bot.config import Promises
from bot.knowledge.html import escape, fold
from bot.knowledge.markdown import html_to_plain
from bot.knowledge.towns import load_towns
from bot.pages.reply import Choice, Reply, data
from bot.questionlog.form import Form
from bot.texts import conversation
from bot.texts import privacy as texts
from bot.texts import review as review_texts
from bot.texts.typography import agreed, percent

Rows = dict[str, list[dict[str, Any]]]

_PAGE: Final = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 0 auto; padding: 1rem }}
dl {{ border-top: 1px solid; margin: 1rem 0; padding-top: .5rem }}
dt {{ font-weight: 600 }}
dd {{ margin: 0 0 .5rem; white-space: pre-line; overflow-wrap: anywhere }}
</style></head><body><main>
<h1>{title}</h1>
<p>{intro}</p>
{sections}
</main></body></html>
"""


def policy(promises: Promises) -> Reply:
    """What is kept, by whom, how long, and one's rights: each part opens at a tap."""
    parts = "\n".join(fold(title, text) for title, text in texts.PARTS)
    return Reply(
        agreed(
            texts.WHOLE.replace("{parts}", parts),
            days=promises.retention_days,
            text_days=promises.text_retention_days,
            controller=escape(promises.controller or texts.NO_CONTROLLER),
        )
    )


def ask_to_erase(mark: str, form: str) -> Reply:
    """The first of two confirmations.

    Args:
        mark: known to this confirmation alone, so that no other one's buttons erase.
        form: the confirmation under way, to be kept.
    """
    go_on = Choice(texts.ERASE_CONTINUE, data("erase", "again", mark))
    return Reply(texts.ERASE_ASK, ((go_on,), (_no(),)), form=form)


def confirm_erasing(mark: str) -> Reply:
    """The second of two confirmations."""
    return Reply(
        texts.ERASE_ASK_AGAIN, ((Choice(texts.ERASE_YES, data("erase", "yes", mark)),), (_no(),))
    )


def export(held: Rows) -> bytes:
    """Everything held about a person, as a file."""
    return json.dumps(held, ensure_ascii=False, indent=2, default=str).encode()


def readable(held: Rows) -> bytes:
    """The same as a page that a person reads."""
    sections = [
        f"<section><h2>{escape(title)}</h2>{''.join(map(_entry, held[name]))}</section>"
        for name, title in texts.PAGE_TABLES.items()
        if name in held
    ]
    intro = texts.PAGE_INTRO.format(date=_moment(utc_now()))
    page = _PAGE.format(
        title=escape(texts.PAGE_TITLE), intro=escape(intro), sections="\n".join(sections)
    )
    return page.encode()


def page(held: Rows) -> Reply:
    """Everything held about a person, to be read in a terminal."""
    if not held:
        return Reply(texts.EXPORT_NOTHING)
    return Reply(escape(export(held).decode()))


def _no() -> Choice:
    return Choice(texts.ERASE_NO, data("erase", "no"))


def _entry(row: dict[str, Any]) -> str:
    lines = [
        f"<dt>{escape(texts.PAGE_COLUMNS[name])}</dt><dd>{escape(_shown(name, value))}</dd>"
        for name, value in row.items()
        if value not in (None, "", "[]", "[false, []]")
    ]
    return f"<dl>{''.join(lines)}</dl>"


def _shown(name: str, value: Any) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return texts.YES if value else texts.NO
    if isinstance(value, datetime.datetime):
        return _moment(value)
    words = {
        "status": review_texts.MINE_STATUSES,
        "outcome": review_texts.OUTCOMES,
        "detail": {},
    }.get(name, texts.PAGE_VALUES)
    if name == "kind":
        words = {**review_texts.KINDS, **texts.PAGE_VALUES}
    if name == "town":
        town = load_towns().by_code(value)
        return town.name if town is not None else str(value)
    if name == "form":
        return _form(str(value))
    if name == "confidence":
        return percent(value)
    if name == "candidates":
        return ", ".join(f"{entry} ({percent(c)})" for entry, c in json.loads(value))
    if name == "choices":
        return ", ".join(label for label, _ in json.loads(value)[1])
    if name == "reply" and str(value).startswith('{"html"'):
        return html_to_plain(json.loads(value)["html"])
    return words.get(str(value), str(value))


def _form(dumped: str) -> str:
    """The form that is open, and what was typed into it."""
    form = Form.load(dumped)
    if form is None:
        return ""
    kind = texts.PAGE_FORMS.get(form.kind, form.kind)
    return texts.PAGE_FORM.format(kind=kind, said=", ".join(form.said)) if form.said else kind


def _moment(moment: datetime.datetime) -> str:
    local = moment.astimezone(PARIS)
    return f"{conversation.day(local.date())}, {local:%H:%M}"
