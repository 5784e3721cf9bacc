"""How templates become pages: what they know, and French signs that stay with their words."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.pages.reply import shorten
from bot.questionlog.consultation_records import name_in
from bot.review.days import age, long_day, moment
from bot.texts import console as texts
from bot.texts import conversation
from bot.texts import review as review_texts
from bot.texts.typography import unbroken

_CODE: Final = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)


class _French(FileSystemLoader):
    """Templates whose own words are set as French is; what they are filled with stays as it is,
    for texts are copied from forms and differences."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = super().get_source(environment, template)
        parts = _CODE.split(source)
        parts[::2] = map(unbroken, parts[::2])
        return "".join(parts), path, fresh


def environment(folder: Path, root: str) -> Environment:
    """Where the pages are made.

    Args:
        folder: of the templates.
        root: the path that their addresses begin with.
    """
    made = Environment(
        loader=_French(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        root=root, texts=texts, statuses=review_texts.STATUSES, acts=review_texts.KINDS
    )
    made.filters.update(
        moment=moment,
        long_day=long_day,
        age=age,
        cut=shorten,
        questions=conversation.questions,
        unbroken=unbroken,
        signed_name=name_in,
    )
    return made
