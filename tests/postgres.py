"""Databases of a PostgreSQL server: made and dropped, or one that is emptied after each use."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql

_SHAPE: Final = """
    SELECT md5(string_agg(concat(table_name, column_name, data_type, is_nullable), ','
                          ORDER BY table_name, column_name))
    FROM information_schema.columns WHERE table_schema = 'public'
"""
_TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_RESTART: Final = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = 'public'
"""
_END_OTHERS: Final = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@contextmanager
def created(server: str) -> Iterator[str]:
    """The name of a database of a server, dropped in the end."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield name
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def address(server: str, name: str) -> str:
    """The address of a database of a server, as the assistant takes it."""
    return f"postgresql+psycopg://{server.rsplit('/', 1)[0].removeprefix('postgresql://')}/{name}"


class Reused:
    """A database with tables, put back as it was after each use.

    Making one takes a fifth of a second and dropping it a checkpoint of the server; a thousand
    tests would spend a tenth of their time on it.
    """

    def __init__(self, server: str, name: str, make: Callable[[str], None]) -> None:
        """Make the tables in a database that is empty.

        Args:
            server: the address of the server.
            name: of the database.
            make: makes the tables at an address.
        """
        self.address = address(server, name)
        self._make = make
        make(self.address)
        self._connection = psycopg.connect(f"{server.rsplit('/', 1)[0]}/{name}", autocommit=True)
        self._shape = self._one(_SHAPE)
        tables = [row[0] for row in self._connection.execute(_TABLES)]
        self._filled = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(name, sql.Identifier(name))
            for name in tables
        )
        self._first = {name: self._rows(name) for name in self._not_empty()}

    def empty(self) -> None:
        """Put back the rows and the numbers of the beginning; the tables too, if they changed."""
        self._connection.execute(_END_OTHERS)
        if self._one(_SHAPE) != self._shape:
            self._connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            self._make(self.address)
            return
        same = {name for name, rows in self._first.items() if self._rows(name) == rows}
        if changed := self._not_empty() - same:
            names = sql.SQL(", ").join(map(sql.Identifier, sorted(changed)))
            self._connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
        for name in self._first.keys() - same:
            self._fill(name)
        self._connection.execute(_RESTART)

    def close(self) -> None:
        """Leave the database."""
        self._connection.close()

    def _one(self, query: LiteralString) -> Any:
        row = self._connection.execute(query).fetchone()
        return row and row[0]

    def _not_empty(self) -> set[str]:
        return {row[0] for row in self._connection.execute(self._filled)}

    def _rows(self, name: str) -> list[tuple[Any, ...]]:
        query = sql.SQL("SELECT * FROM {}").format(sql.Identifier(name))
        return self._connection.execute(query).fetchall()

    def _fill(self, name: str) -> None:
        rows = self._first[name]
        values = sql.SQL(", ").join([sql.Placeholder()] * len(rows[0]))
        insert = sql.SQL("INSERT INTO {} VALUES ({})").format(sql.Identifier(name), values)
        with self._connection.cursor() as cursor:
            cursor.executemany(insert, rows)
