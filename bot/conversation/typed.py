"""What a person typed: a choice among those shown."""

from bot.matching.normalize import words
from bot.questionlog.records import OpenChoices, Sender


def choice_typed(text: str, shown: OpenChoices, sender: Sender) -> str | None:
    """The choice that a text names by its number or by its words, or None.

    The terminal numbers every choice; on Telegram a number counts only where numbers are shown,
    so that « 2 » after an answer is not a vote.
    """
    typed = text.strip().rstrip(".)")
    if typed.isdecimal() and len(typed) <= 3:
        position = int(typed) - 1
        if (shown.numbered or sender.channel == "console") and 0 <= position < len(shown.choices):
            return shown.choices[position][1]
        return None
    wanted = words(text)
    for label, carried in shown.choices:
        if wanted and wanted == words(label.lstrip("0123456789. ")):
            return carried
    return None
