"""What only the console reads and writes, under one name."""

from bot.questionlog.database import Database
from bot.questionlog.fiche_drafts import FicheDrafts
from bot.questionlog.handling import Handling
from bot.questionlog.journal import Journal
from bot.questionlog.queue import Queue
from bot.questionlog.sessions import Sessions


class ConsoleLog:
    """The tables behind the console. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self.sessions = Sessions(database)
        self.handling = Handling(database)
        self.queue = Queue(database)
        self.drafts = FicheDrafts(database)
        self.journal = Journal(database)
