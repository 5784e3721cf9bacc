"""From an idea to the mayor's phone: draft, read again by somebody else, published, history."""

import asyncio
import datetime
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from starlette.responses import Response

from bot.clock import local_today
from bot.console.fiches import fiche_id, phone_views
from bot.console.trying import Outcome, tried
from bot.console.web import ROOT, RefusedError, Visit, redirect
from bot.editorial.by_message import ByMessage, readers
from bot.editorial.differences import differences
from bot.editorial.publishing import digest
from bot.knowledge.models import ID
from bot.matching.matcher import match
from bot.questionlog.fiche_drafts import Draft
from bot.texts import console as texts

REVIEWED_AFTER: Final = datetime.timedelta(days=365)
"""When a new fiche is to be read again, unless its editor knows better."""


def path_of(entry: str) -> str:
    """The address of a fiche."""
    return f"{ROOT}/fiches/{entry}"


async def new(visit: Visit) -> Response:
    """A new fiche: its id and its domain first."""
    base = visit.house.served().base
    errors: list[tuple[str, str]] = []
    entry = visit.form.get("identifiant", "").strip()
    domain = base.find_domain(visit.form.get("domaine", ""))
    if visit.request.method == "POST":
        drafts = visit.house.log.console.drafts
        if not ID.fullmatch(entry) or len(entry) > 100:
            errors.append(("identifiant", texts.FAULT_ID))
        elif entry in base.entries or await drafts.of_entry(entry) is not None:
            errors.append(("identifiant", texts.FAULT_ID_TAKEN))
        if domain is None:
            errors.append(("domaine", texts.FAULT_DOMAIN))
        elif not errors:
            today = local_today()
            text = texts.TEMPLATE.format(today=today, review=today + REVIEWED_AFTER)
            await drafts.begin(entry, domain.id, text, "", visit.member.name, visit.member.mark)
            return redirect(f"{path_of(entry)}/modifier")
    return visit.page(
        "nouvelle.html.j2",
        422 if errors else 200,
        entry=entry,
        chosen=domain.id if domain else "",
        domains=base.domains,
        errors=errors,
    )


async def form(visit: Visit) -> Response:
    """The text in its form, with its faults and the phone's picture."""
    draft = await _draft(visit)
    return await _page(visit, draft)


async def save(visit: Visit) -> Response:
    """Keep the text, and try a question on it if one is given."""
    draft = await _draft(visit)
    asked = visit.form.get("essai", "").strip()
    said = f"enregistre&essai={quote(asked[:300])}" if asked else "enregistre"
    return await _kept(visit, draft) or redirect(f"{path_of(draft.entry)}/modifier", said)


async def _kept(visit: Visit, draft: Draft) -> Response | None:
    """Keep the text as it stands in the form; two people at once: the second sees both."""
    text = _yaml(visit)
    if not text.strip():
        return await _page(visit, draft, text, [("yaml", texts.FAULT_EMPTY)])
    begun = replace(draft, base=visit.form.get("base", "")) if draft.id == 0 else draft
    if await visit.house.press.keep(begun, visit.seen(), text, visit.member.as_editor):
        return None
    latest = await _draft(visit)
    compared = differences(latest.text, text)
    return await _page(visit, latest, text, status=409, compared=compared)


async def submit(visit: Visit) -> Response:
    """Keep what was typed and, if it has no fault, hand it to somebody else."""
    draft, press, seen = await _draft(visit), visit.house.press, visit.seen()
    text = _yaml(visit)
    if text not in ("", draft.text):  # who hands it on unchanged has not written it
        if conflict := await _kept(visit, draft):
            return conflict
        draft = await _draft(visit)
        seen = draft.version if draft.text == text else -1
    base, editor = visit.house.served().base, visit.member.as_editor
    found = await press.examined(draft, base)
    if found.entry is None or found.blocking:
        return await _page(visit, draft, errors=[("yaml", texts.DRAFT_HAS_FAULTS)])
    if not await press.submit(draft, seen, editor):
        return redirect(f"{path_of(draft.entry)}/modifier", "conflit")
    others = readers(visit.house.settings, visit.member.telegram_id)
    await ByMessage(press, base, others).ask_for_reading(draft, found.entry, editor)
    return redirect(f"{path_of(draft.entry)}/relire", "soumis")


async def reread(visit: Visit) -> Response:
    """What would change, for whoever reads it again."""
    return await _reread(visit, await _draft(visit))


async def _reread(
    visit: Visit, draft: Draft, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> Response:
    before = await visit.house.press.served_text(draft)
    return visit.page(
        "relire.html.j2",
        status,
        draft=draft,
        compared=differences(before, draft.text),
        stale=digest(before) != draft.base,
        own=draft.writer == visit.member.mark,
        errors=errors or [],
        **await _views(visit, draft),
    )


async def publish_draft(visit: Visit) -> Response:
    """Publish what somebody else submitted."""
    draft = await _draft(visit)
    done = await visit.house.press.publish(draft, visit.seen(), visit.member.as_editor)
    if done.why_not:
        errors = [("publier", why) for why in (done.why_not, *done.faults[:20])]
        own = done.why_not == texts.SAME_PERSON
        return await _reread(visit, draft, errors, 403 if own else 409)
    gained, changed, lost = (
        sum(len(move.ids) for move in moves)
        for moves in (
            (done.replay.gained, done.replay.changed, done.replay.lost)
            if done.replay
            else ((), (), ())
        )
    )
    counts = f"&rejoue={gained}-{changed}-{lost}"
    return redirect(path_of(draft.entry), f"publie{counts}")


async def give_back(visit: Visit) -> Response:
    """Give a draft back to its author with a word, or give it up."""
    draft, up = await _draft(visit), "abandon" in visit.form
    word = visit.form.get("mot", "").strip()[:1000]
    if not (word or up):
        return await _reread(visit, draft, [("mot", texts.FAULT_WORD)], 422)
    done = await visit.house.press.give_back(
        draft, visit.seen(), visit.member.as_editor, word, up=up
    )
    if not done:
        return redirect(path_of(draft.entry) + "/modifier", "conflit")
    return redirect(f"{ROOT}/fiches", "abandonne" if up else "rendu")


async def history(visit: Visit) -> Response:
    """Every version that was published, and what one changed in the one before."""
    entry = fiche_id(visit)
    versions = await visit.house.log.console.drafts.versions(entry)
    if not versions and entry not in visit.house.served().base.entries:
        raise RefusedError(404, "fiche")
    pairs = zip(versions, [*versions[1:], None], strict=True)
    compared = [
        (version, differences(before.text if before else "", version.text))
        for version, before in list(pairs)[:20]
    ]
    return visit.page("historique.html.j2", id=entry, compared=compared)


async def _draft(visit: Visit) -> Draft:
    """The draft of the fiche in the address; one not begun yet where there is none.

    Raises:
        RefusedError: there is no such fiche.
    """
    entry_id = fiche_id(visit)
    entry = visit.house.served().base.entries.get(entry_id)
    domain = entry.domain if entry is not None else ""
    draft = await visit.house.press.draft_of(entry_id, domain, visit.member.as_editor)
    if draft.id == 0 and entry is None:
        raise RefusedError(404, "fiche")
    return draft


async def _page(
    visit: Visit,
    draft: Draft,
    text: str | None = None,
    errors: list[tuple[str, str]] | None = None,
    status: int = 200,
    compared: list[tuple[str, str]] | None = None,
) -> Response:
    shown = draft if text is None else replace(draft, text=text)
    return visit.page(
        "modifier.html.j2",
        422 if errors and status == 200 else status,
        draft=draft,
        text=shown.text,
        theirs=draft.text if compared is not None else "",
        compared=compared,
        errors=errors or [],
        **await _views(visit, shown),
    )


async def _views(visit: Visit, draft: Draft) -> dict[str, Any]:
    """Faults, pictures and, if a question is given, what it would get from the draft."""
    found = await visit.house.press.examined(draft, visit.house.served().base)
    entry = found.entry
    question = visit.query.get("essai", "").strip()[:300]
    trial: Outcome | None = None
    if entry is not None and question:
        base = visit.house.served().base
        mine = base.with_entry(entry)
        result = await asyncio.to_thread(lambda: match(question, mine.index()))
        trial = tried(question, result, mine)
    return {
        "faults": _quoted(found.lines, draft.text),
        "blocking": found.blocking,
        "title": entry.question if entry else draft.entry,
        "views": phone_views(entry, visit.house.served().bot) if entry else [],
        "question": question,
        "trial": trial,
    }


def _quoted(faults: list[tuple[int, str, bool]], text: str) -> list[tuple[int, str, bool, str]]:
    """Faults with the line itself: a form of one text area numbers none."""
    lines = dict(enumerate(text.splitlines(), start=1))
    return [(line, said, mere, lines.get(line, "").strip()) for line, said, mere in faults]


def _yaml(visit: Visit) -> str:
    return visit.form.get("yaml", "").rstrip() + "\n" if visit.form.get("yaml", "").strip() else ""
