"""The towns that play a consultation: what each presses is drawn beforehand, and is the raw event
of the recount."""

import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from bot.knowledge.towns import load_towns
from bot.questionlog.records import Sender
from tests.telegram_server.people import Sent, Writer
from tests.telegram_server.server import TelegramServer

FIRST: Final = 10_000
SECOND: Final = 50_000
PATIENCE_S: Final = 420
"""Three leases: a delivery in a killed process's hands waits for the end of each."""
SUBJECTS: Final = ("eau", "rue", "autre")
FORMS: Final = ("visite", "etude", "guide")
YES_NO: Final = ("oui", "non")
NOT_DONE: Final = ("malgré trois essais", "Rien n'a été transmis")
"""What asks for doing it again: set aside, or not written down, the database being busy."""


@dataclass
class Step:
    """Something done on the phone, and the question that it answers, if it answers one."""

    kind: str
    argument: str
    answers: str = ""


@dataclass
class Phone:
    """A person who waits for each reaction, and does again what she is asked to do again."""

    person: Writer
    again: int = 0
    _told: int = 0

    @property
    def sender(self) -> Sender:
        """The same person, as the log knows her."""
        number = self.person.chat.id
        return Sender("telegram", f"telegram:{number}", chat_id=number, message_id=1)

    async def do(self, step: Step) -> None:
        """Do it, until the update is confirmed; once more when it was set aside."""
        acts: dict[str, Callable[[str], Awaitable[Sent]]] = {
            "start": self.person.start,
            "data": self.person.press_data,
            "press": self.person.press,
            "text": self.person.send_text,
        }
        while True:
            sent = await acts[step.kind](step.argument)
            await self.person.server.settled(sent.update_ids, PATIENCE_S)
            shown = [reply.text for reply in self.person.replies]
            told = sum(words in text for text in shown for words in NOT_DONE)
            new, self._told = told > self._told, told
            if not new:
                return
            self.again += 1


@dataclass
class Town:
    """A town, with what it answers, how far it goes, and who speaks for it."""

    number: int
    code: str
    phone: Phone
    values: dict[str, Any]
    consents: bool
    handed: str
    """The code that the association handed to it; empty: none."""
    until: int
    """Steps done before the reminder."""
    returns: bool
    """Whether it goes on to the end after the reminder."""
    second: Phone | None = None
    """Another official, who changes one answer after the first sent it."""
    seconds: list[float] = field(default_factory=list)

    def steps(self) -> list[Step]:
        """What is done, in order."""
        v = self.values
        mask = sum(1 << FORMS.index(one) for one in v["formes"])
        steps = [Step("start", f"cs_essai_{self.handed}" if self.handed else "cs_essai")]
        steps += [_option(0, SUBJECTS.index(v["sujet"]), "sujet")]
        if "lequel" in v:
            steps.append(Step("text", v["lequel"], "lequel"))
        steps += [Step("data", f"v1:cs:v:essai:2:{mask}", "formes")]
        steps += [_option(3, YES_NO.index(v["deja"]), "deja")]
        steps += [_passed(4, "km") if v["km"] is None else Step("text", f"{v['km']} km", "km")]
        steps += [_option(5, v["note"] - 1, "note")]
        steps += [_passed(6, "quand") if v["quand"] is None else Step("text", "1/3/2027", "quand")]
        return [*steps, Step("data", "v1:cs:send:essai")]

    @property
    def done(self) -> list[Step]:
        """All that it did in the end."""
        return self.steps() if self.returns else self.steps()[: self.until]

    @property
    def finishes(self) -> bool:
        """Whether it sent its answer in the end."""
        return len(self.done) == len(self.steps())

    @property
    def is_late(self) -> bool:
        """Whether it had not sent its answer on the day of the reminder."""
        return self.until < len(self.steps())

    @property
    def given(self) -> dict[str, Any]:
        """What it answered in the end."""
        given = {step.answers: self.values[step.answers] for step in self.done if step.answers}
        return given | ({"note": self.changed} if self.second else {})

    @property
    def changed(self) -> int:
        """The note that the second official gives instead."""
        return int(self.values["note"]) % 5 + 1

    async def known(self) -> None:
        """Who consents has written before: nobody else may be written to."""
        if self.consents:
            await self.phone.do(Step("start", ""))

    async def before_reminder(self) -> None:
        """Press as far as it goes, then the second official."""
        began = time.monotonic()
        for step in self.steps()[: self.until]:
            await self.phone.do(step)
        if not self.is_late:
            self.seconds.append(time.monotonic() - began)
        if self.second is not None:
            await self.second.do(Step("start", "cs_essai"))
            await self.second.do(_option(5, self.changed - 1, "note"))

    async def after_reminder(self) -> None:
        """Go on where it stopped."""
        for step in self.steps()[self.until :] if self.returns else ():
            await self.phone.do(step)


def drawn(server: TelegramServer, count: int, chance: random.Random) -> list[Town]:
    """As many towns as wanted: four in five finish at once, some later, some never begin."""
    codes = [town.code for town in chance.sample(load_towns().small(), count)]
    return [_drawn(server, number, code, chance) for number, code in enumerate(codes)]


def _drawn(server: TelegramServer, number: int, code: str, chance: random.Random) -> Town:
    subject = chance.choices(SUBJECTS, (6, 3, 1))[0]
    values: dict[str, Any] = {
        "sujet": subject,
        **({"lequel": f"la forêt communale {number}"} if subject == "autre" else {}),
        "formes": sorted(chance.sample(FORMS, chance.randint(1, 2)), key=FORMS.index),
        "deja": chance.choice(YES_NO),
        "km": chance.choice((None, chance.randint(0, 200))),
        "note": chance.randint(1, 5),
        "quand": chance.choice((None, "2027-03-01")),
    }
    handed = f"CODE-{number}" if chance.random() < 0.3 else ""
    phone = Phone(server.user(FIRST + number))
    town = Town(number, code, phone, values, number % 2 == 0, handed, 0, False)
    whole = len(town.steps())
    town.until = whole if chance.random() < 0.8 else chance.randrange(whole)
    town.returns = town.is_late and chance.random() < 0.5
    if not town.is_late and not handed and chance.random() < 0.1:
        town.second = Phone(server.user(SECOND + number))
    return town


def _option(question: int, at: int, answers: str) -> Step:
    return Step("data", f"v1:cs:o:essai:{question}:{at}", answers)


def _passed(question: int, answers: str) -> Step:
    return Step("data", f"v1:cs:pass:essai:{question}", answers)
