"""Transactions in threads of their own, each in one hop, for what people wait for.

An asynchronous driver goes to its thread and back for every statement; here a whole transaction
goes once. What waits for SQLite's one writer is committed together: fifty people who ask at once
cost a few commits instead of a hundred.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")
Work = Callable[[AsyncConnection], Coroutine[Any, Any, T]]
"""What is done in a transaction; it waits for nothing but the connection."""
AT_ONCE: Final = 4
"""Transactions on a server at once."""
TOGETHER: Final = 32
"""Transactions committed together at the most, so that none waits for long."""


class _Statements:
    """A connection in the terms of the asynchronous one, answering at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect = connection.dialect

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Any, parameters: Any = None) -> Any:
        return self._connection.scalar(statement, parameters)


@dataclass(eq=False, slots=True)
class _Job:
    work: Work[Any]
    done: asyncio.Future[Any]
    reads: bool
    result: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        """In the loop: give the result to who waits, if somebody still does."""
        if self.done.done():
            return
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


class Worker:
    """Runs transactions that write, in the order they come."""

    def __init__(self, engine: Engine) -> None:
        """A worker on a database.

        Args:
            engine: synchronous; closed with the worker.
        """
        self._engine = engine
        self._reading = engine.execution_options(read_only=True)
        self._alone = engine.dialect.name == "sqlite"
        self._waiting: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[Thread] = []

    async def run(self, work: Work[T], *, reads: bool = False) -> T:
        """Do some work in a transaction: committed when it returns, rolled back if it fails.

        Args:
            work: what is done.
            reads: it writes nothing, hence need not wait for who does.

        Raises:
            SQLAlchemyError: the database failed; nothing of the work is left.
        """
        if not self._threads:
            self._begin()
        job = _Job(work, asyncio.get_running_loop().create_future(), reads)
        self._waiting.put(job)
        return cast("T", await job.done)

    def close(self) -> None:
        """Finish what waits and give the connections back; may be called twice."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        self._threads = []
        self._engine.dispose()

    def _begin(self) -> None:
        count = 1 if self._alone else AT_ONCE
        self._threads = [Thread(target=self._serve, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def _serve(self) -> None:
        while (job := self._waiting.get()) is not None:
            jobs = [job]
            while self._alone and len(jobs) < TOGETHER and not self._waiting.empty():
                other = self._waiting.get()
                if other is None:
                    self._waiting.put(None)  # after these
                    break
                jobs.append(other)
            self._together(jobs)

    def _together(self, jobs: list[_Job]) -> None:
        """One transaction; a job that fails takes nothing of the others with it."""
        try:
            reads = all(job.reads for job in jobs)
            with (self._reading if reads else self._engine).begin() as connection:
                for job in jobs:
                    _attempt(job, connection, apart=len(jobs) > 1)
                if len(jobs) == 1 and jobs[0].error is not None:
                    connection.rollback()
        except BaseException as error:
            for job in jobs:
                job.error = error
        loop = jobs[0].done.get_loop()
        loop.call_soon_threadsafe(_tell, jobs)


def _attempt(job: _Job, connection: Connection, *, apart: bool) -> None:
    """Do one job; `apart`, what it wrote before it failed is taken back."""
    if apart:
        connection.exec_driver_sql("SAVEPOINT one")
    try:
        job.result = _driven(job.work(cast("AsyncConnection", _Statements(connection))))
    except Exception as error:
        job.error = error
        if apart:
            connection.exec_driver_sql("ROLLBACK TO one")
    if apart:
        connection.exec_driver_sql("RELEASE one")


def _driven(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never has to wait."""
    try:
        work.send(None)
    except StopIteration as ended:
        return cast("T", ended.value)
    raise RuntimeError("a transaction waited for something else than its connection")


def _tell(jobs: list[_Job]) -> None:
    for job in jobs:
        job.tell()
