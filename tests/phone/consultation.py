"""Exchanges of a consultation: the shipped one, as if it were open, and one that is over."""

import datetime
from collections.abc import Mapping
from typing import Any, Final

from bot.clock import local_today, utc_now
from bot.consultations.files import read_folder
from bot.consultations.models import Consultation
from bot.consultations.rounds import Rounds
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from tests.conftest import ROOT, open_log
from tests.dialogue import Step

from .exchanges import Exchange
from .recording import FIRST

TITLE: Final = "Une consultation, du lien de la lettre aux résultats"
OPEN: Final = "attentes-2027"
OVER: Final = "attentes-2026"
TOWNS: Final = (
    "34142", "23096", "01004", "01053", "01033", "01283", "34301", "23008", "15187", "19275",
    "63430", "12145", "48095", "46127", "09122",
)  # fmt: skip
ANSWERING: Final = (
    Step(start=f"cs_{OPEN}", reply="Pour"),
    Step(press="Commencer", edited="1 sur"),
    Step(press="1. Centre", edited="2 sur"),
    Step(press="1. Une visite", edited="2 sur"),
    Step(press="3. Une formation", edited="2 sur"),
    Step(press="Valider", edited="3 sur"),
    Step(press="1. Oui", edited="4 sur"),
    Step(press="4", edited="5 sur"),
)
TYPED: Final = Step(send="2,5", reply="6 sur")
PASSED: Final = Step(press="Passer", edited="Rien n'est encore envoyé")
READER: Final = 5
"""The exchange whose person answered the one that is over."""


def exchanges() -> list[Exchange]:
    """In the order in which an official meets them; each speaks for a town of its own."""
    asked = Step(send="c'est quoi une ORT ?", reply="attend à la question 2")
    link = Step(start=f"cs_{OPEN}", reply="dites-moi d'abord laquelle")
    told = Step(send="lodeve", reply="Pour")
    return [
        Exchange("L'entrée", "On suit le lien, on dit sa commune.", [link, told]),
        Exchange("Plusieurs choix", "On touche deux réponses.", ANSWERING[:5]),
        Exchange("Un nombre", "On l'écrit.", [*ANSWERING, TYPED]),
        Exchange("Une question au milieu", "La consultation attend.", [*ANSWERING[:3], asked]),
        Exchange("Le résumé", "On relit, on envoie.", [*ANSWERING, TYPED, PASSED]),
        Exchange(
            "Les résultats",
            "Rendus à la fermeture (exemple).",
            [Step(start=f"cs_{OVER}", reply="communes ont répondu")],
        ),
    ]


async def prepare(url: str) -> None:
    """Open the one, and play the other to its end."""
    log = await open_log(url)
    today = local_today()
    await _opened(log, _shipped(OPEN, today - datetime.timedelta(7)))
    over = _shipped(OVER, today - datetime.timedelta(20))
    await _opened(log, over)
    for number, code in enumerate(TOWNS[1:READER], 1):
        sender = Sender("telegram", f"telegram:{FIRST + number}", FIRST + number, 1)
        await log.people.live_in(sender, code, "…")
    for number, code in enumerate(TOWNS):
        await _answered(log, FIRST + READER + number, code, number)
    kept = await log.consultations.get(OVER)
    assert kept is not None
    await Rounds(log).close(kept, utc_now())
    await log.close()


def _shipped(identifier: str, opens: datetime.date) -> Consultation:
    """The shipped one under another id, as of another day."""
    one = read_folder(ROOT / "consultations").read[0].consultation
    later = opens - one.opens
    changes: dict[str, Any] = {
        "id": identifier,
        "titre": one.title.replace("2027", identifier[-4:]),
        "ouvre": one.opens + later,
        "ferme": one.closes + later,
        "rappel": None,
        "resultats": {"commentaire_avant": one.results.comment_before + later},
    }
    return Consultation.model_validate(one.model_dump(by_alias=True) | changes)


async def _opened(log: QuestionLog, one: Consultation) -> None:
    for by in ("Camille", "Dominique"):
        await log.consultations.desk.open(one.id, one.dump(), one.closes_at, by)


async def _answered(log: QuestionLog, number: int, code: str, nth: int) -> None:
    sender = Sender("telegram", f"telegram:{number}", chat_id=number, message_id=1)
    await log.people.live_in(sender, code, "…")
    await log.consultations.enter(sender, OVER)
    given: Mapping[str, Any] = {
        "sujet": ("centre", "centre", "mobilites", "batiments")[nth % 4],
        "formes": [["visite", "conseil"], ["etude", "conseil"], ["visite", "etude"]][nth % 3],
        "deja": "oui" if nth % 3 else "non",
        **({"satisfaction": 3 + nth % 3} if nth % 3 else {}),
        "agents": nth % 7 if nth % 2 else None,
        "echeance": f"{local_today().year + nth % 2}-12-01",
    }
    for question, value in given.items():
        await log.consultations.answer(sender, OVER, question, value, "{}")
    await log.consultations.send(sender, OVER)
