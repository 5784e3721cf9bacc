"""The towns to choose from when one was named: nothing is kept before the choice."""

from typing import Final

from bot.conversation.form_answers import has_letters
from bot.knowledge.html import escape
from bot.knowledge.town_search import FoundTowns, find_towns, plain
from bot.knowledge.town_sentence import town_in
from bot.knowledge.towns import Town
from bot.matching.result import Match
from bot.pages.reply import Choice, Reply, Rows, data
from bot.pages.rows import MAX_ROWS, one_each
from bot.questionlog.form import TOWN, UNASKED, Form
from bot.texts import forms as texts

NAME: Final = "nom"
"""The field of a town that was typed."""
REFUSED: Final = frozenset({("non",), ("non", "merci"), ("pas", "maintenant"), ("plus", "tard")})
"""Words of who is asked for his town and does not want to tell it."""


def offered(found: FoundTowns, name: str = "", *, unasked: bool = False) -> Reply:
    """Towns to choose from; the name as it was typed may be kept.

    Args:
        found: the towns, of which there may be none.
        name: as typed; empty: nothing that could be a name.
        unasked: whether its person asked for no town: what is typed next may be a question.
    """
    retry = Choice(texts.TOWN_RETRY, data("form", "autre"))
    # No name on the button: what is on screen is remembered in clear.
    keep: Rows = ((Choice(texts.TOWN_KEEP, data("form", "garder")),),) if has_letters(name) else ()
    form = Form(TOWN, {NAME: name} if name else {UNASKED: "1"} if unasked else {}).dump()
    if len(found.towns) == 1:
        [town] = found.towns
        yes = Choice(texts.TOWN_YES, data("town", town.code))
        no = Choice(texts.TOWN_NO, data("form", "autre"))
        asked = texts.TOWN_IS_IT.format(name=escape(label(town)))
        return Reply(asked, ((yes, no), *keep), form=form)
    asked = texts.TOWN_CHOOSE if found.towns else texts.TOWN_UNKNOWN
    namesakes = len({plain(town.name) for town in found.towns}) == 1
    others = texts.TOWN_MORE if keep or namesakes else texts.TOWN_MORE_THERE
    carried = [data("town", town.code) for town in found.towns]
    room = MAX_ROWS - 1 - len(keep) - bool(name)  # a question asked here may be asked after all
    listing, rows = one_each([label(town) for town in found.towns], carried, room)
    text = asked.format(name=escape(name)) + listing + (others if found.more else "")
    return Reply(text, (*rows, *keep, (retry,)), True, form=form)


def may_be_town(text: str, found: Match) -> bool:
    """Whether a text names a town rather than asks.

    Args:
        text: as typed, where nobody asked for a town.
        found: what it is as a question.
    """
    towns = find_towns(text).towns
    begins = any(plain(town.name).startswith(plain(text)) for town in towns)
    if begins or town_in(text, alone=False).towns:
        return True
    asks = "?" in text or found.outcome in ("answer", "suggest")
    return bool(towns) and not asks


def label(town: Town) -> str:
    """A town as it is told from its namesakes."""
    code = " ".join(town.postcodes[:1])
    return texts.TOWN_LABEL.format(name=town.name, department=town.department, postcode=code)
