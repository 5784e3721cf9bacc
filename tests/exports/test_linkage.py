"""The linkage attack: with an anonymous export and the list of communes, no row is tied to one."""

import datetime
import io
import json
import random
import re
import unicodedata
from collections import defaultdict
from typing import Any

import pytest

from bot.exports.files import export
from bot.knowledge.towns import Area, Town, load_towns
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import questions
from bot.texts.exports import area as area_label

pytestmark = pytest.mark.slow

TOWNS, PEOPLE, QUESTIONS = 300, 581, 2_000
START = datetime.datetime(2026, 3, 1, 8, 0, tzinfo=datetime.UTC)
TEMPLATES = (
    "Je suis maire de {town} ({postcode}) : comment financer l'école ?",
    "À {town}, le pont communal est fermé, qui paie ?",
    "Comment créer une ORT ?",
    "Quelles aides pour un commerce vacant ?",
    "Qui entretient le clocher de l'église ?",
)


async def filled(url: str) -> QuestionLog:
    """A log in which two templates of five name the asker's town."""
    chance = random.Random(13)  # noqa: S311
    towns = chance.sample(load_towns().small(), TOWNS)
    home = {person: towns[person % TOWNS] for person in range(PEOPLE)}
    log = await QuestionLog.open(url)
    rows = []
    for number in range(QUESTIONS):
        person = number if number < PEOPLE else chance.randrange(PEOPLE)
        town = home[person]
        text = chance.choice(TEMPLATES).format(town=town.name, postcode=town.postcodes[0])
        rows.append({
            "asked_at": START + datetime.timedelta(minutes=97 * number), "channel": "telegram",
            "person": log.pseudonym(str(person)), "town": town.code, "text": text, "normal": text,
            "outcome": "none", "candidates": "[]", "knowledge": "v", "status": "nouvelle",
        })  # fmt: skip
    async with log._database.write() as connection:
        await connection.execute(questions.insert(), rows)
    return log


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return (
        " " + " ".join(re.findall(r"[a-z0-9]+", letters.encode("ascii", "ignore").decode())) + " "
    )


def tied(rows: list[dict[str, Any]]) -> int:
    """How many rows can be tied to one town, by their own words or by those of the same person."""
    towns: dict[str, list[Town]] = defaultdict(list)
    codes: dict[str, set[str]] = defaultdict(set)
    for town in load_towns().small():
        towns[plain(town.name)].append(town)
        for code in (town.code, *town.postcodes):
            codes[code].add(town.code)
    named = {}
    for row in rows:
        words = plain(" ".join(map(str, (row["question"], row["reponse"], row["suites"]))))
        found = {t.code for name, same in towns.items() if name in words for t in same}
        found |= {code for part in words.split() for code in codes.get(part, ())}
        if found:
            named[row["personne"]] = found
    return sum(row["personne"] in named for row in rows)


async def exported(log: QuestionLog, **options: Any) -> list[dict[str, Any]]:
    file = io.BytesIO()
    await export(log, Filter(), "json", None, file, **options)
    found: list[dict[str, Any]] = json.loads(file.getvalue())
    return found


async def test_no_row_is_tied_to_a_town_and_no_two_exports_are_joined(sqlite: str) -> None:
    log = await filled(sqlite)
    try:
        identified = await exported(log, identified=True)
        first, second = await exported(log), await exported(log)
    finally:
        await log.close()
    assert tied(identified) > QUESTIONS / 2  # the attack works where nothing is hidden
    assert tied(first) == 0
    assert len(first) == QUESTIONS
    assert {len(row["date"]) for row in first} == {10}
    by_number = {row["numero"]: row["question"] for row in second}
    assert len(by_number) == QUESTIONS
    same = sum(by_number[row["numero"]] == row["question"] for row in first)
    assert same < QUESTIONS / 2  # five texts: one pair of five is alike by chance
    assert sum(a["numero"] == b["numero"] for a, b in zip(first, second, strict=True)) < 50


async def test_a_territory_shown_hides_its_town(sqlite: str) -> None:
    log = await filled(sqlite)
    try:
        rows = await exported(log)
    finally:
        await log.close()
    people: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        people[row["commune"]].add(row["personne"])
    assert len(people) > 20
    assert all(len(found) >= 5 for found in people.values())
    towns = load_towns()
    sizes = {(area.department, area.size) for t in towns.all() if (area := towns.area(t.code))}
    for department, size in sizes:
        if size is not None and area_label(department, size) in people:
            assert towns.count(Area(department, size)) >= 5
