"""Questions as an export reads them, made without a log."""

import json
from collections.abc import AsyncIterator

from bot.questionlog.exporting import BATCH, Row
from bot.questionlog.records import LoggedQuestion


def as_row(question: LoggedQuestion) -> Row:
    values = {name: getattr(question, name) for name in Row._fields}
    return Row(**(values | {"candidates": json.dumps(question.candidates)}))


async def batches(*questions: LoggedQuestion) -> AsyncIterator[list[Row]]:
    for start in range(0, len(questions), BATCH):
        yield [as_row(question) for question in questions[start : start + BATCH]]
