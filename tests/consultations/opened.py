"""A consultation for tests: six questions of most types, opened by two people."""

import datetime
from typing import Any

from bot.clock import local_today
from bot.consultations.models import Consultation
from bot.questionlog.store import QuestionLog

WHO = ("Camille", "Dominique")


def consultation(**changes: Any) -> Consultation:
    """Six questions, open for a month from today."""
    today = local_today()
    fields: dict[str, Any] = {
        "id": "essai",
        "titre": "Un <essai>",
        "pourquoi": "Pour voir.",
        "par": "Cerema",
        "duree": "3 minutes",
        "ouvre": today,
        "ferme": today + datetime.timedelta(30),
        "public": "toutes",
        "mode": "confidentielle",
        "rappel": today + datetime.timedelta(15),
        "equipe": ["Équipe"],
        "questions": [
            {
                "id": "sujet",
                "texte": "Quel sujet ?",
                "type": "choix",
                "options": {"eau": "L'eau", "rue": "La rue", "autre": "Autre"},
            },
            {"id": "lequel", "texte": "Lequel ?", "type": "texte", "si": {"sujet": "autre"}},
            {
                "id": "formes",
                "texte": "Quelles formes ?",
                "type": "choix_multiple",
                "max": 2,
                "options": {"visite": "Visite", "etude": "Étude", "guide": "Guide"},
            },
            {"id": "deja", "texte": "Déjà fait ?", "type": "oui_non"},
            {
                "id": "km",
                "texte": "Combien de pistes ?",
                "type": "nombre",
                "unite": "km",
                "min": 0,
                "max": 200,
                "facultatif": True,
            },
            {"id": "note", "texte": "Quelle note ?", "type": "echelle", "max": 5},
            {"id": "quand", "texte": "Pour quand ?", "type": "date", "facultatif": True},
        ],
        "resultats": {"commentaire_avant": today + datetime.timedelta(60)},
    }
    return Consultation.model_validate(fields | changes)


async def opened(log: QuestionLog, **changes: Any) -> Consultation:
    """The same, open."""
    one = consultation(**changes)
    desk = log.consultations.desk
    for by in WHO:
        await desk.open(one.id, one.dump(), one.closes_at, by)
    return one
