"""The addresses of the console."""

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.console import (
    consultations,
    drafts,
    fiches,
    inbox,
    journal,
    onward,
    question,
    replying,
    telling,
)
from bot.console.signin import SigningIn, sign_out
from bot.console.web import (
    HEADERS,
    ROOT,
    SIGN_IN,
    TEMPLATES,
    House,
    May,
    Page,
    anybody,
    editors,
    guarded,
    reviewers,
)

Q: Final = f"{ROOT}/q/{{number:int}}"
FICHE: Final = f"{ROOT}/fiches/{{fiche}}"
ASKED: Final = f"{ROOT}/consultations/{{consultation}}"
SHOWN: Final[Sequence[tuple[str, Page, May]]] = (
    (ROOT, inbox.inbox, anybody),
    (f"{ROOT}/suivante", onward.next_one, reviewers),
    (Q, question.question, reviewers),
    (f"{Q}/repondre", replying.form, reviewers),
    (f"{Q}/apercu", replying.preview, reviewers),
    (f"{Q}/rattacher", replying.choose, reviewers),
    (f"{ROOT}/fiches", fiches.listed, anybody),
    (f"{ROOT}/nouvelle", drafts.new, editors),
    (f"{ROOT}/journal", journal.journal, anybody),
    (FICHE, fiches.one, anybody),
    (f"{FICHE}/modifier", drafts.form, editors),
    (f"{FICHE}/relire", drafts.reread, editors),
    (f"{FICHE}/historique", drafts.history, anybody),
    (f"{ROOT}/consultations", consultations.listed, anybody),
    (ASKED, consultations.one, anybody),
    (f"{ASKED}/essai", consultations.rehearse, anybody),
)
POSTED: Final[Sequence[tuple[str, Page, May]]] = (
    (f"{ROOT}/deconnexion", sign_out, anybody),
    (f"{Q}/prendre", question.take, reviewers),
    (f"{Q}/confier", question.hand, reviewers),
    (f"{Q}/liberer", question.release, reviewers),
    (f"{Q}/note", question.note, reviewers),
    (f"{Q}/reunir", question.merge, reviewers),
    (f"{Q}/hors-perimetre", question.point, reviewers),
    (f"{Q}/rouvrir", question.reopen, reviewers),
    (f"{Q}/annuler", question.undo, reviewers),
    (f"{Q}/apercu", replying.keep, reviewers),
    (f"{Q}/envoyer", replying.send, reviewers),
    (f"{Q}/rattacher", replying.attach, reviewers),
    (f"{ROOT}/nouvelle", drafts.new, editors),
    (f"{FICHE}/modifier", drafts.save, editors),
    (f"{FICHE}/soumettre", drafts.submit, editors),
    (f"{FICHE}/prevenir", telling.tell, reviewers),
    (f"{FICHE}/publier", drafts.publish_draft, editors),
    (f"{FICHE}/rendre", drafts.give_back, editors),
    (f"{ASKED}/ouvrir", consultations.open_, editors),
    (f"{ASKED}/fermer", consultations.close, editors),
    (f"{ASKED}/commentaire", consultations.comment, editors),
    (f"{ASKED}/classeur", consultations.export, editors),
)


def routes(house: House) -> list[Route]:
    """The console's pages, for the web server; a form's address is nothing to look at.

    Args:
        house: what the pages are about.
    """
    signing_in = SigningIn(house)
    found = [
        Route(f"{ROOT}/style.css", style, methods=["GET"]),
        Route(f"{ROOT}/lien/{{link}}", signing_in.by_link, methods=["GET", "POST"]),
        Route(SIGN_IN, signing_in.endpoint, methods=["GET", "POST"]),
    ]
    for pages, method in ((SHOWN, "GET"), (POSTED, "POST")):
        for path, page, may in pages:
            found.append(Route(path, guarded(house, page, may), methods=[method]))
    return found


def style(_request: Request) -> Response:
    """The style sheet."""
    css = (TEMPLATES / "style.css").read_text("utf-8")
    headers = dict(HEADERS) | {"Cache-Control": "max-age=3600"}
    return Response(css, media_type="text/css", headers=headers)
