"""Telling authors what became of their drafts, on Telegram, where they are staff still."""

from collections.abc import Collection

from bot.knowledge.html import escape
from bot.pages.reply import Reply, dump
from bot.questionlog.fiche_drafts import Draft
from bot.questionlog.records import Notice
from bot.questionlog.store import QuestionLog
from bot.texts import by_message as texts


async def tell_author(
    log: QuestionLog, editors: Collection[int], draft: Draft, words: str, name: str, said: str = ""
) -> None:
    """Tell whoever wrote a draft what somebody else did with it; once a version.

    The log keeps a mark of the author and no number: it is looked for among the editors as the
    settings have them now, so that nobody who left is written to.

    Args:
        log: where the message waits to be sent.
        editors: their numbers on Telegram.
        draft: as it was when somebody acted.
        words: what to tell.
        name: who acted.
        said: what that person says of it.
    """
    mark = log.console.sessions.mark
    author = next((one for one in editors if mark(one) == draft.writer), None)
    if author is None:
        return
    quoted = texts.AUTHOR_WORD.format(word=escape(said)) if said else ""
    html = words.format(entry=draft.entry, name=escape(name), word=quoted)
    key = f"auteur:{draft.id}:{draft.version}:{author}"
    await log.desk.notify([Notice(key, author, dump(Reply(html)))])
