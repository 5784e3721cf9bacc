"""All that a mayor can be shown: every command, every button under it, and some typed words."""

import zlib
from collections import deque
from collections.abc import Mapping
from typing import Final

from bot.conversation.assistant import Assistant
from bot.conversation.button_data import of_command
from bot.pages.reply import Reply
from bot.questionlog.records import Sender
from bot.texts.commands import BY_NAME, COMMANDS

SENDER: Final = Sender("telegram", "telegram:1001", 1001)
LONG: Final = "Bonjour, nous avons une école chauffée au fioul et peu de moyens. " * 20
TYPED: Final = (
    *("bonjour", "merci", "azeaze", "vous êtes nuls", "au revoir", "how are you my friend"),
    *("parler à un humain", "je n'ai pas compris", "résume", "combien", "retour"),
    *("isoler l'école par où commencer", "et pour 900 hab", "et le délai ?"),
    *("c koi une ORT", "et qui signe ?", "et pour 900 habitants", "ce n'est pas ma question"),
    *("qui paye le bus", "comment faire refaire les clés perdues du gymnase", "rénovation"),
    *("horaire de la déchetterie", "mon numéro est le 06 12 34 56 78, qui paye le bus ?"),
    "Comment créer une ORT ? et combien coûte un TAD ? et qui entretient le pont ?",
    "Comment créer une ORT ? Quel est le prix du sel à Tombouctou ?",
    LONG + "Quelles aides pour rénover ?",
)
TOWNS: Final = (
    "",
    "saint-denis",
    "villefranche",
    "63000",
    "vernouillet",
    "bourg",
    "xyzzy",
    "Metz",
)
ALIKE: Final = ("v1:share:", "v1:cite:")
SUPPORT: Final = (LONG[:1_400], "1", "Lavaur", "Dans le mois", "a@b.fr", "et le toit ?")


class Crawl:
    """One person who touches everything, once."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._next: deque[str] = deque()
        self._pressed: set[str] = set()
        self.shown: dict[str, Reply] = {}
        """What was done, and what it led to."""

    async def everything(self) -> Mapping[str, Reply]:
        """Do it all."""
        for command in COMMANDS:
            if command.verb and command.who == "everybody":
                await self._command(command.name)
        await self._press_all()
        for text in TYPED:
            await self._command("annuler")
            await self._type(text)
            await self._press_all()
        for text in TOWNS:
            await self._command("commune", text)
            await self._command("commune")
            await self._type(text or "c'est quoi une ORT ?")
        await self._command("annuler")
        await self._command("appui")
        for text in SUPPORT:
            await self._type(text)
        *_, review = self.shown.values()
        [send] = [c.data for c in review.choices if c.data.startswith("v1:form:envoyer:")]
        await self._press(send)
        await self._command("mesquestions")
        await self._press_all()
        return self.shown

    async def _command(self, name: str, text: str = "") -> None:
        act = of_command(BY_NAME[name].verb, text)
        await self._show(f"/{name} {text}", await self._assistant.act(act, SENDER))

    async def _type(self, text: str) -> None:
        await self._show(text[:60], await self._assistant.receive(text, SENDER))

    async def _press(self, carried: str) -> None:
        await self._show(carried, await self._assistant.press(carried, SENDER))

    async def _press_all(self) -> None:
        while self._next:
            carried = self._next.popleft()
            if carried not in self._pressed:
                self._pressed.add(carried)
                await self._press(carried)

    async def _show(self, done: str, reply: Reply) -> None:
        """Look at a reply, and mean to press what is under it; a form is filled in by words."""
        if not reply.html:
            return
        self.shown[done] = reply
        await self._assistant.shown(reply, SENDER, 1)
        carried = (choice.data for choice in reply.choices)
        self._next += [c for c in carried if not c.startswith("v1:form:") and _worth(c)]


def _worth(carried: str) -> bool:
    """Whether a button is touched: what is made of each fiche alike, for one fiche in five."""
    return not carried.startswith(ALIKE) or zlib.crc32(carried.encode()) % 5 == 0
