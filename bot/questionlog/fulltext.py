"""Search in the words of questions: FTS5 on SQLite, ``tsvector`` in French on PostgreSQL.

On SQLite words are compared by their beginnings, as far as the stemmer leaves them, for FTS5 has
no French; PostgreSQL has. What is erased leaves the index as well: ``forget`` is run after each
erasing, for FTS5 would keep the words of deleted rows until it merges.
"""

from typing import Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    and_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    text,
)

from bot.matching.normalize import words
from bot.matching.stems import stem
from bot.questionlog.tables import questions

TABLE: Final = "questions_search"
MAX_WORDS: Final = 12
"""Words of a search that count."""
_ADD: Final = f"INSERT INTO {TABLE}(rowid, text) VALUES (new.id, new.text);"  # noqa: S608
_DROP: Final = (
    f"INSERT INTO {TABLE}({TABLE}, rowid, text) "  # noqa: S608
    "VALUES ('delete', old.id, old.text);"
)
SQLITE_TABLE: Final = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(text, content='questions', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
    f"INSERT INTO {TABLE}({TABLE}) VALUES('rebuild')",
    f"CREATE TRIGGER {TABLE}_new AFTER INSERT ON questions BEGIN {_ADD} END",
    f"CREATE TRIGGER {TABLE}_gone AFTER DELETE ON questions BEGIN {_DROP} END",
    f"CREATE TRIGGER {TABLE}_changed AFTER UPDATE OF text ON questions BEGIN {_DROP} {_ADD} END",
)
_FROM: Final = "àâäáãçéèêëíìîïñóòôöõúùûüÿ"
_TO: Final = "aaaaaceeeeiiiinooooouuuuy"
_VECTOR: Final = f"to_tsvector('french', translate(lower(text), '{_FROM}', '{_TO}'))"
POSTGRESQL_INDEX: Final = (f"CREATE INDEX {TABLE} ON questions USING gin ({_VECTOR})",)
FORGET: Final = f"INSERT INTO {TABLE}({TABLE}) VALUES('optimize')"
"""Merges the index of SQLite, which drops the words of what was erased."""


def holds(dialect: str, typed: str, *, any_word: bool = False) -> ColumnElement[bool] | None:
    """The questions that hold what is looked for; None when nothing is.

    Args:
        dialect: "sqlite" or "postgresql".
        typed: by whoever searches.
        any_word: whether one of the words is enough.
    """
    found = _told_apart(typed)
    joined = or_ if any_word else and_
    numbers = [_number(dialect, word) for word in found if word.isdecimal()]
    rest = [word for word in found if not word.isdecimal()]
    clauses = [*numbers, _matching(dialect, rest, any_word=any_word)] if rest else numbers
    return joined(*clauses) if clauses else None


def _number(dialect: str, word: str) -> ColumnElement[bool]:
    """A number in any writing, in words too, which the normal form of a question holds."""
    said = (literal(" ") + questions.c.normal + " ").contains(f" {word} ")
    return or_(_matching(dialect, [word], any_word=False), said)


def _matching(dialect: str, found: list[str], *, any_word: bool) -> ColumnElement[bool]:
    if dialect == "sqlite":
        asked = (" OR " if any_word else " AND ").join(map(_in_sqlite, found))
        rows = text(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :asked")  # noqa: S608
        return questions.c.id.in_(rows.bindparams(bindparam("asked", asked, unique=True)))
    asked = (" | " if any_word else " & ").join(map(_in_postgresql, found))
    return literal_column(_VECTOR).op("@@", return_type=Boolean())(
        func.to_tsquery(text("'french'"), asked)
    )


def _in_sqlite(word: str) -> str:
    grouped = _grouped(word, " ")
    return f'("{word}"* OR "{grouped}")' if grouped != word else f'"{stem(word)}"*'


def _in_postgresql(word: str) -> str:
    grouped = _grouped(word, " <-> ")
    return f"({word} | {_grouped(word, '.')} | ({grouped}))" if grouped != word else word


def _grouped(word: str, space: str) -> str:
    """A number as it may stand in a text, by groups of three: « 3 500 » for 3500."""
    return f"{int(word):,}".replace(",", space) if word.isdecimal() else word


def _told_apart(typed: str) -> list[str]:
    """Words without repetition; the shortest say nothing unless they are all there is."""
    found = list(dict.fromkeys(words(typed)))[:MAX_WORDS]
    return [word for word in found if len(word) > 2] or found
