"""What is served now, as one value: swapped whole, never changed from outside."""

from dataclasses import dataclass, replace

from bot.knowledge.models import KnowledgeBase
from bot.matching.index import Index


@dataclass(frozen=True, slots=True)
class Served:
    """A version of the base, ready to answer."""

    base: KnowledgeBase
    index: Index
    bot: str = ""
    """User name of the bot on Telegram, once known: links lead to it; empty elsewhere."""

    @classmethod
    def of(cls, base: KnowledgeBase, bot: str = "") -> "Served":
        """A base with its index, which takes a second to build.

        Args:
            base: validated.
            bot: user name of the bot.
        """
        return cls(base, base.index(), bot)

    def known_as(self, bot: str) -> "Served":
        """The same, by a bot whose name is now known."""
        return replace(self, bot=bot)
