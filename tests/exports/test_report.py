"""The report as the meeting reads it."""

import datetime
import random
from collections.abc import AsyncIterator, Sequence
from html.parser import HTMLParser
from typing import Any

from bot.exports import trends
from bot.exports.columns import Names
from bot.exports.report_figures import Figures, Line, Subject, collect
from bot.exports.report_page import render
from bot.knowledge.towns import load_towns
from tests.exports.test_anonymity import SAINT_FLOUR, asked

TODAY = datetime.date(2026, 11, 23)
START = datetime.datetime(2026, 6, 1, 9, 0, tzinfo=datetime.UTC)


async def figures(
    questions: Sequence[Any], names: Names | None = None, subjects: Sequence[Subject] = ()
) -> Figures:
    async def rows() -> AsyncIterator[Any]:
        for question in questions:
            yield question

    return await collect(rows(), load_towns(), TODAY, names, subjects)


async def test_what_is_counted() -> None:
    week = datetime.timedelta(weeks=1)
    questions = [
        *(asked(f"p{n}", SAINT_FLOUR, asked_at=START, domain="desserte") for n in range(5)),
        *(
            asked(f"p{n}", None, asked_at=START + 2 * week, domain="desserte", entry="covoiturage",
                  status="repondue", outcome="answer", feedback="utile")
            for n in range(5)
        ),
        asked("p9", None, asked_at=START, domain="numerique"),
        asked("p9", None, outcome="smalltalk", domain="patrimoine"),
    ]  # fmt: skip
    names = Names({"desserte": "Mobilités"}, {"covoiturage": "Comment aider le covoiturage ?"})
    found = await figures(questions, names)
    assert (found.questions, found.answered, found.people, found.towns) == (11, 5, 6, 1)
    assert (found.first, found.last) == (START.date(), (START + 2 * week).date())
    assert [(w.questions, w.answered) for w in found.weeks] == [(6, 0), (0, 0), (5, 5)]
    assert found.domains == (Line("Mobilités", 10, 5), Line("numerique", 1, 0))
    assert found.regions == ()  # five people, but of one town
    assert found.entries == (Line("Comment aider le covoiturage ?", 5, 5),)
    assert (found.useful, found.useless) == (5, 0)
    assert (found.speed.at_once, found.speed.waiting) == (5, 6)


async def test_territories_need_five_people_of_three_towns_as_in_the_export() -> None:
    ain = ("01034", "01043", "01071")
    questions = [asked(f"p{n}", ain[n % 3]) for n in range(6)]
    found = await figures([*questions, asked("q", "59005")])
    assert found.regions == (Line("Auvergne-Rhône-Alpes", 6, 0),)
    assert found.sizes == (Line("5\u202f000 à 9\u202f999 habitants", 6, 0),)


async def test_experts_answers_are_timed() -> None:
    def answered(days: int) -> Any:
        late = START + datetime.timedelta(days=days)
        return asked(
            "p", None, asked_at=START, status="repondue", events=((late, "repondue", ""),)
        )

    found = await figures(
        [answered(1), answered(3), answered(9), asked("p", None, asked_at=START)]
    )
    assert (found.speed.by_experts, found.speed.median_days) == (3, 3.0)
    assert found.speed.oldest_days == (TODAY - START.date()).days
    page = render(found)
    assert "Répondues par les experts\u00a0: 3, la moitié en 3 jours au plus." in page
    assert "En attente\u00a0: 1, la plus ancienne depuis 175 jours." in page


async def test_subjects_are_shown_by_domain_in_masked_words() -> None:
    subjects = [
        Subject("rare", 1, 1, 1),
        Subject(
            "M. Dupont est là ?", 6, 5, 2, "Mobilités", ("à Saint-Flour", "à Saint-Flour", "x")
        ),
    ]
    found = await figures([asked("p", None)], subjects=subjects)
    shown = Subject("M. [nom] est là ?", 6, 5, 2, "Mobilités", ("à [commune]", "x"))
    assert found.subjects[0] == shown
    page = render(found)
    assert page.index("<h3>Mobilités</h3>") < page.index("<li>M. [nom]") < page.index("rare")
    assert "5 personnes, 6 questions, 2 communes" in page
    assert "1 personne, 1 question, 1 commune" in page
    assert "Dupont" not in page
    assert "Flour" not in page


async def test_what_is_no_region_does_not_ask_the_most() -> None:
    page = render(await sample())
    assert "Autres régions, regroupées</span>" in page
    assert "La région qui demande le plus" not in page
    assert "La commune est connue pour 91\u202f% des questions." in page
    assert "; en baisse (écart entre" in page


def test_no_trend_is_made_of_noise() -> None:
    assert trends.counts(21, 18).direction == 0
    assert trends.counts(20, 80).direction == 1
    assert trends.counts(80, 20).direction == -1
    noise = trends.shares((7, 10), (9, 10))
    assert noise is not None
    assert noise.direction == 0
    sure = trends.shares((20, 100), (80, 100))
    assert sure is not None
    assert sure.direction == 1
    assert trends.shares((0, 0), (1, 1)) is None


async def test_the_first_domain_is_one_and_a_single_use_is_no_favourite() -> None:
    questions = [asked(f"p{n}", None) for n in range(3)]
    questions += [
        asked("q", None, domain="desserte", entry=f"e{n}", status="repondue", outcome="answer")
        for n in range(2)
    ]
    page = render(
        await figures(
            questions,
            Names({"desserte": "Mobilités"}, {}),
            [Subject("pont fermé", 3, 3, 2, "Mobilités"), Subject("rare", 1, 1, 0)],
        )
    )
    assert "Le domaine le plus demandé est «\u00a0Mobilités\u00a0»" in page
    assert page.index("Mobilités</span>") < page.index("Domaine non reconnu</span>")
    assert "Aucune fiche n'a encore répondu plus d'une fois." in page.replace("&#39;", "'")
    assert "«\u00a0pont fermé\u00a0» (3 personnes, 3 questions, 2 communes)" in page


async def test_twenty_questions_are_enough_for_a_report() -> None:
    weeks = [START + datetime.timedelta(days=n) for n in range(20)]
    questions = [
        asked(f"p{n}", None, asked_at=at, domain="desserte") for n, at in enumerate(weeks)
    ]
    page = render(
        await figures(questions, subjects=[Subject("pont fermé", 20, 20, 0, "desserte")])
    )
    assert "écart peut tenir au hasard" in page
    assert "pont fermé" in page
    assert "20 (100\u202f%)" in page


class Checker(HTMLParser):
    """Fails on tags that do not close in order, and collects what the page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "rect"):
            self.open.append(tag)
        self.outside += [name for name, _ in attrs if name in ("src", "href", "srcset", "onload")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


async def sample() -> Figures:
    """Figures such as a year of service could give; also drawn to be looked at."""
    chance = random.Random(6)  # noqa: S311
    towns = ["15187", "01004", "59005", "44001", "33003", "97101", "2A041", "22004", "77005"]
    domains = ["revitalisation", "desserte", "patrimoine", "numerique", "partenariat", None]
    entries = ["ort-definition", "pvd-programme", "covoiturage-aide", "decret-tertiaire"]
    questions = []
    for number in range(2_400):
        answered = chance.random() < 0.7
        questions.append(
            asked(
                f"p{chance.randrange(300)}",
                chance.choice([*towns, None]),
                id=number,
                asked_at=START + datetime.timedelta(hours=1.7 * number),
                domain=chance.choices(domains, [9, 6, 5, 3, 1, 2])[0],
                outcome="answer" if answered else "none",
                status="repondue" if answered else "nouvelle",
                entry=chance.choice(entries) if answered else None,
                feedback=chance.choice(["utile", "utile", "inutile"]) if answered else None,
            )
        )
    names = Names(
        {
            "revitalisation": "Revitalisation des centres",
            "desserte": "Mobilités et desserte",
            "patrimoine": "Bâtiments publics",
            "numerique": "Aménagement numérique",
            "partenariat": "Cerema, APVF et ce service",
        },
        {"ort-definition": "Qu'est-ce qu'une opération de revitalisation de territoire (ORT) ?"},
    )
    subjects = [
        Subject("Comment financer la réfection d'un pont communal interdit ?", 41, 23, 17),
        Subject("recuperer un immeuble en peril dont les heritiers sont inconnus", 28, 16, 11),
        Subject("Peut-on fermer la rue principale le samedi <script>alert(1)</script>", 9, 7, 1),
        Subject("question d'une seule personne", 1, 1, 1),
    ]  # fmt: skip
    return await figures(questions, names, subjects)


async def test_the_page_stands_alone() -> None:
    page = render(await sample())
    checker = Checker()
    checker.feed(page)
    checker.close()
    assert checker.open == []
    assert checker.outside == []
    assert not checker.tags & {"script", "link", "img", "iframe", "object", "style-src"}
    assert "url(" not in page
    assert "@import" not in page
    assert "&lt;script&gt;" in page
    for told in ("1er juin 2026", "Comment financer la réfection", "Bâtiments publics", "<svg"):
        assert told in page


async def test_a_page_of_nothing() -> None:
    page = render(await figures([]))
    assert "Aucune question sur la période." in page
    assert "None" not in page
