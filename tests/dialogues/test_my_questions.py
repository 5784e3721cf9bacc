"""One's own questions: every one of them can be reached, however many there are."""

from bot.conversation.own_questions import MINE_SHOWN
from bot.pages.reply import data
from handlers.context import App
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer

NUMBERED = [str(rank) for rank in range(1, MINE_SHOWN + 1)]
ASKED = 2 * MINE_SHOWN + 1


async def test_older_questions_are_a_tap_away(serving: App, server: TelegramServer) -> None:
    anne, other = server.user(1001), server.user(1002)
    for number in range(1, ASKED + 1):
        await play(anne, [Step(send=f"vitesse de la lumière {number}", reply="enverrai ici")])
    stranger = Step(press_data=data("older", ASKED), reply="ne retrouve plus", absent="lumière")
    await play(other, [Step(send="vitesse du son", reply="enverrai ici"), stranger])
    await play(
        anne,
        [
            Step(
                send="/mesquestions",
                reply=f"n° {ASKED}",
                absent=["n° 6,", "vitesse du son"],
                buttons=[*NUMBERED, "Plus anciennes", "Ne plus me prévenir", "corrections"],
            ),
            Step(press="Plus anciennes", edited=["précédentes", "n° 6,", "n° 2,"], absent="n° 1,"),
            Step(press="Plus anciennes", edited="n° 1,", buttons=["1", "Mes questions"]),
            Step(press="1", reply=["n° 1", "lumière 1"]),
            Step(press="Mes questions", reply=f"n° {ASKED}"),
        ],
    )


async def test_ones_words_are_said_again_as_they_were_typed(
    serving: App, server: TelegramServer
) -> None:
    typed = "vitesse de la <b>lumière</b> & du <son"
    await play(
        server.user(1001),
        [
            Step(send=typed, reply="enverrai ici"),
            Step(send="/mesquestions", reply=typed),
            Step(press="1", reply=["n° 1", typed]),
        ],
    )


async def test_no_button_leads_to_older_ones_where_there_are_none(
    serving: App, server: TelegramServer
) -> None:
    anne = server.user(1001)
    for number in range(1, MINE_SHOWN + 1):
        await play(anne, [Step(send=f"vitesse de la lumière {number}", reply="enverrai ici")])
    shown = [*NUMBERED, "Ne plus me prévenir", "…"]
    await play(anne, [Step(send="/mesquestions", reply="n° 5", buttons=shown)])
