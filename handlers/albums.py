"""Pictures sent together: one reply for all of them."""

from collections import OrderedDict
from typing import Final

from telegram import Message

ALBUMS: Final = 1_000
"""Albums remembered at once."""


class Albums:
    """Which albums were replied to; kept in memory, since forgetting one harms nobody."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, None] = OrderedDict()

    def is_first(self, message: Message) -> bool:
        """Whether nothing of this message's album came before; true for what is in no album."""
        album = message.media_group_id
        if album is None:
            return True
        if album in self._seen:
            return False
        self._seen[album] = None
        while len(self._seen) > ALBUMS:
            self._seen.popitem(last=False)
        return True
