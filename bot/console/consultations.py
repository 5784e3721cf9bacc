"""Consultations: files and state, opening by two people, closing, results, the workbook."""

import asyncio
import io
from collections.abc import Awaitable, Sequence
from typing import Final

from starlette.responses import Response

from bot.clock import local_today
from bot.console import rehearsal
from bot.console.web import HEADERS, ROOT, RefusedError, Visit, redirect
from bot.consultations import checks
from bot.consultations.export import write
from bot.consultations.files import Folder, read_folder
from bot.consultations.models import ID, Consultation
from bot.consultations.staff import ConsultationStaff
from bot.errors import AssistantError, KnowledgeError
from bot.questionlog.consultation_records import Kept, is_same, signature

HERE: Final = f"{ROOT}/consultations"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_COMMENT: Final = 3_000


async def listed(visit: Visit) -> Response:
    """Those of the folder and those of the log, with the faults of the files."""
    folder = await _folder(visit)
    kept = {one.id: one for one in await visit.house.log.consultations.desk.everything()}
    files = {read.consultation.id: read.consultation for read in folder.read}
    known = {name: Consultation.load(one.definition) for name, one in kept.items()}
    rows = [(one, kept.get(name)) for name, one in sorted((files | known).items())]
    return visit.page("consultations.html.j2", rows=rows, faults=checks.faults(folder))


async def one(visit: Visit) -> Response:
    """One consultation: how a phone shows it, how far it is, what may be done."""
    return await _page(visit)


async def open_(visit: Visit) -> Response:
    """Propose it, or open what somebody else proposed: what stands in the file now."""
    found, _ = await _found(visit)
    said, done = await _staff(visit).open(found, _by(visit))
    if not done:
        return await _page(visit, [("ouvrir", said)])
    _, kept = await _found(visit)
    return redirect(f"{HERE}/{found.id}", f"cs-{kept.state}" if kept else "")


async def close(visit: Visit) -> Response:
    """Close before the hour."""
    return await _act(visit, "cs-fermee", _staff(visit).close(_id(visit), _by(visit)))


async def comment(visit: Visit) -> Response:
    """Write what Cerema makes of the answers."""
    text = visit.form.get("texte", "").strip()[:MAX_COMMENT]
    if not text:
        return redirect(f"{HERE}/{_id(visit)}")
    acted = _staff(visit).comment(_id(visit), text, _by(visit))
    return await _act(visit, "cs-commentaire", acted)


async def export(visit: Visit) -> Response:
    """The workbook."""
    identifier = _id(visit)
    try:
        found = await _staff(visit).export(
            identifier,
            _by(visit),
            identified="identifie" in visit.form,
            free_texts="textes" in visit.form,
        )
    except AssistantError as error:
        return await _page(visit, [("classeur", str(error))])
    file = io.BytesIO()
    await asyncio.to_thread(write, file, found)
    named = {"Content-Disposition": f'attachment; filename="{identifier}.xlsx"'}
    return Response(file.getvalue(), headers=dict(HEADERS) | named, media_type=XLSX)


async def rehearse(visit: Visit) -> Response:
    """Answer for nothing: what was answered stands in the address and nowhere else."""
    found, _ = await _found(visit)
    given = visit.request.query_params
    run = rehearsal.rehearsed(found, {name: given.getlist(name) for name in given})
    return visit.page("repetition.html.j2", one=found, run=run)


async def _act(visit: Visit, said: str, act: Awaitable[str]) -> Response:
    try:
        await act
    except AssistantError as error:
        return await _page(visit, [("etat", str(error))])
    return redirect(f"{HERE}/{_id(visit)}", said)


async def _page(visit: Visit, errors: Sequence[tuple[str, str]] = ()) -> Response:
    found, kept = await _found(visit)
    counted: Sequence[str] = ()
    if kept is not None and kept.state != "proposee":
        counted = await _staff(visit).told(kept)
    return visit.page(
        "consultation.html.j2",
        409 if errors else 200,
        one=found,
        kept=kept,
        counted=counted,
        bubbles=rehearsal.preview(found, local_today()),
        errors=errors,
        own=kept is not None and is_same(kept.proposed_by, _by(visit)),
    )


async def _found(visit: Visit) -> tuple[Consultation, Kept | None]:
    """The consultation of the address: as it was opened, else as its file says now.

    Raises:
        RefusedError: there is none, or its file has faults.
    """
    identifier = _id(visit)
    kept = await visit.house.log.consultations.desk.get(identifier)
    if kept is not None and kept.state != "proposee":
        return Consultation.load(kept.definition), kept
    folder = await _folder(visit)
    blocked = any(f.path.stem == identifier and not f.warning for f in checks.faults(folder))
    for read in () if blocked else folder.read:
        if read.consultation.id == identifier:
            return read.consultation, kept
    raise RefusedError(404, "consultation")


async def _folder(visit: Visit) -> Folder:
    try:
        return await asyncio.to_thread(read_folder, visit.house.settings.consultations_dir)
    except KnowledgeError:
        raise RefusedError(404, "consultation") from None


def _id(visit: Visit) -> str:
    found = str(visit.request.path_params["consultation"])
    if not ID.fullmatch(found) or len(found) > 32:
        raise RefusedError(404, "consultation")
    return found


def _staff(visit: Visit) -> ConsultationStaff:
    return ConsultationStaff(visit.house.log)


def _by(visit: Visit) -> str:
    return signature(visit.member.name, visit.member.mark)
