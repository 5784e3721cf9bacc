"""What the knowledge base holds, once validated: immutable models.

YAML fields are French, because editors write them; attributes are English, because programmers
read them.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from bot.knowledge.hosts import host_of
from bot.knowledge.markdown import to_plain
from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon
from bot.matching.reading import Readings
from bot.texts import knowledge as texts

MAX_GIST: Final = 280
"""Characters of the sentence that answers: seven lines of a phone."""
MAX_STEPS: Final = 320
"""Characters of what to do: eight lines of a phone."""
MAX_ANSWER: Final = 1_200
MAX_DETAILS: Final = 3_500
MAX_LINE: Final = 300
MAX_URL: Final = 1_000
ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_LINE)]

# Neither spaces nor quotes, and a host that does not end in a dot: Telegram refuses such links.
_URL: Final = r'^https?://[^\s<>"/]*[^\s<>"/.](/[^\s<>"]*)?$'


def _with_a_host(url: str) -> str:
    if not host_of(url):
        raise PydanticCustomError("string_pattern_mismatch", "no host that all read alike")
    return url


Url = Annotated[
    str, StringConstraints(max_length=MAX_URL, pattern=_URL), AfterValidator(_with_a_host)
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Source(_Model):
    """Where an answer comes from."""

    title: Line = Field(alias="titre", description=texts.FIELD_TITLE)
    publisher: Line | None = Field(None, alias="editeur", description=texts.FIELD_PUBLISHER)
    url: Url = Field(description=texts.FIELD_URL)
    date: datetime.date | None = Field(None, description=texts.FIELD_SOURCE_DATE)


class Correction(_Model):
    """What was wrong in an answer, told to those who received it."""

    date: datetime.date = Field(alias="le", description=texts.FIELD_CORRECTION_DATE)
    text: Line = Field(alias="texte", description=texts.FIELD_CORRECTION_TEXT)


class Doubt(_Model):
    """What the sources do not settle: for editors, never shown to a mayor."""

    what: Line = Field(alias="quoi", description=texts.FIELD_DOUBT)
    since: datetime.date = Field(alias="depuis", description=texts.FIELD_DOUBT_SINCE)
    by: Line | None = Field(None, alias="par", description=texts.FIELD_DOUBT_BY)


class Entry(_Model):
    """A fiche: one question that mayors ask, with its answer."""

    question: Line = Field(description=texts.FIELD_QUESTION)
    phrasings: tuple[Line, ...] = Field((), alias="variantes", description=texts.FIELD_PHRASINGS)
    keywords: tuple[Line, ...] = Field((), alias="mots_cles", description=texts.FIELD_KEYWORDS)
    gist: (
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_GIST)]
        | None
    ) = Field(None, alias="en_bref", description=texts.FIELD_GIST)
    steps: (
        Annotated[
            str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_STEPS)
        ]
        | None
    ) = Field(None, alias="a_faire", description=texts.FIELD_STEPS)
    answer: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_ANSWER)
    ] = Field(alias="reponse", description=texts.FIELD_ANSWER)
    details: (
        Annotated[
            str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_DETAILS)
        ]
        | None
    ) = Field(None, description=texts.FIELD_DETAILS)
    sources: tuple[Source, ...] = Field(min_length=1, description=texts.FIELD_SOURCES)
    checked_on: datetime.date = Field(alias="verifie_le", description=texts.FIELD_CHECKED)
    review_on: datetime.date | None = Field(
        None, alias="a_revoir_le", description=texts.FIELD_REVIEW
    )
    reread_by: Line | None = Field(None, alias="relu_par", description=texts.FIELD_REREAD_BY)
    reread_on: datetime.date | None = Field(
        None, alias="relu_le", description=texts.FIELD_REREAD_ON
    )
    reread_text: Line | None = Field(None, alias="relu_texte", description=texts.FIELD_REREAD_TEXT)
    doubts: tuple[Doubt, ...] = Field((), alias="a_verifier", description=texts.FIELD_DOUBTS)
    correction: Correction | None = Field(None, description=texts.FIELD_CORRECTION)
    owner: Line | None = Field(None, alias="responsable", description=texts.FIELD_OWNER)
    see_also: tuple[Line, ...] = Field((), alias="voir_aussi", description=texts.FIELD_SEE_ALSO)
    tests: tuple[Line, ...] = Field((), description=texts.FIELD_TESTS)
    counterexamples: tuple[Line, ...] = Field(
        (), alias="contre_exemples", description=texts.FIELD_COUNTEREXAMPLES
    )
    # Said by the file's name and folder, not in the file.
    id: str = Field("", exclude=True, json_schema_extra={"hidden": True})
    domain: str = Field("", exclude=True, json_schema_extra={"hidden": True})
    # Said by the register of publishers: what each source is.
    source_kinds: tuple[str, ...] = Field((), exclude=True, json_schema_extra={"hidden": True})

    def is_due(self, today: datetime.date) -> bool:
        """Whether the date set for the next review has passed."""
        return self.review_on is not None and today > self.review_on


class Domain(_Model):
    """A subject of the base: one folder."""

    id: Line = Field(description=texts.FIELD_DOMAIN_ID, pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")
    name: Line = Field(alias="nom", description=texts.FIELD_DOMAIN_NAME)
    description: Line | None = Field(None, description=texts.FIELD_DOMAIN_DESCRIPTION)


class Training(_Model):
    """A training module, seen on a public page (``formations.yaml``)."""

    id: Line = Field(description=texts.FIELD_ID, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Line = Field(alias="titre", description=texts.FIELD_TITLE)
    audience: Line = Field(alias="public", description=texts.FIELD_AUDIENCE)
    audiences: tuple[Literal["nouveaux-elus", "elus", "agents"], ...] = Field(
        alias="pour", min_length=1, description=texts.FIELD_FOR
    )
    domain: Line = Field(alias="domaine", description=texts.FIELD_TRAINING_DOMAIN)
    organiser: Line = Field(alias="organisateur", description=texts.FIELD_ORGANISER)
    dates: Line = Field(description=texts.FIELD_DATES)
    starts_on: datetime.date | None = Field(None, alias="debut", description=texts.FIELD_STARTS)
    ends_on: datetime.date | None = Field(None, alias="fin", description=texts.FIELD_ENDS)
    cost: Line | None = Field(None, alias="cout", description=texts.FIELD_COST)
    description: Line = Field(description=texts.FIELD_SUMMARY)
    url: Url = Field(description=texts.FIELD_URL)
    source: Source = Field(description=texts.FIELD_SOURCE)
    checked_on: datetime.date = Field(alias="verifie_le", description=texts.FIELD_CHECKED)
    review_on: datetime.date | None = Field(
        None, alias="a_revoir_le", description=texts.FIELD_REVIEW
    )

    @property
    def last_day(self) -> datetime.date | None:
        """The day after which it is over; None for an offer that stays open."""
        return self.ends_on or self.starts_on


class Contact(_Model):
    """Whom to write to in a region, as a page says (``contacts.yaml``)."""

    region: Line = Field(description=texts.FIELD_REGION)
    direction: Line = Field(description=texts.FIELD_DIRECTION)
    email: Line | None = Field(None, alias="courriel", description=texts.FIELD_EMAIL)
    telephone: Line | None = Field(None, description=texts.FIELD_TELEPHONE)
    url: Url | None = Field(None, alias="lien", description=texts.FIELD_CONTACT_URL)
    source: Source = Field(description=texts.FIELD_SOURCE)
    checked_on: datetime.date = Field(alias="verifie_le", description=texts.FIELD_CHECKED)


class OutsideSubject(_Model):
    """A subject that the base leaves to others (``hors_perimetre.yaml``)."""

    theme: Line = Field(description=texts.FIELD_THEME)
    examples: tuple[Line, ...] = Field(
        alias="exemples", min_length=1, description=texts.FIELD_EXAMPLES
    )
    referral: Line | None = Field(None, alias="vers", description=texts.FIELD_REFERRAL)
    url: Url | None = Field(None, alias="lien", description=texts.FIELD_REFERRAL_URL)


class Publisher(_Model):
    """Who publishes on a host, and whether it is official (``editeurs.yaml``)."""

    host: Line = Field(alias="hote", description=texts.FIELD_HOST)
    name: Line = Field(alias="nom", description=texts.FIELD_PUBLISHER)
    kind: Literal["officiel", "presse", "avis", "refuse"] = Field(
        alias="nature", description=texts.FIELD_PUBLISHER_KIND
    )


class Vocabulary(_Model):
    """``lexique.yaml``: acronyms, and groups of words that stand for one another."""

    acronyms: dict[Line, Line | tuple[Line, ...]] = Field(
        default_factory=dict, alias="acronymes", description=texts.FIELD_ACRONYMS
    )
    equivalents: tuple[Annotated[tuple[Line, ...], Field(min_length=2)], ...] = Field(
        (), description=texts.FIELD_EQUIVALENTS
    )


@dataclass(frozen=True)
class KnowledgeBase:
    """The whole base, validated; ``digest`` names this exact version."""

    domains: tuple[Domain, ...]
    entries: Mapping[str, Entry]
    vocabulary: Vocabulary
    digest: str
    """First 12 hexadecimal digits of the SHA-256 of all files and their names."""
    trainings: tuple[Training, ...] = ()
    contacts: tuple[Contact, ...] = ()
    outside: tuple[OutsideSubject, ...] = ()
    publishers: tuple[Publisher, ...] = ()

    made: Index | None = field(default=None, repr=False, compare=False)
    """Its index, where it was kept with the base."""

    @cached_property
    def by_domain(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each domain."""
        return {
            domain.id: tuple(e for e in self.entries.values() if e.domain == domain.id)
            for domain in self.domains
        }

    def with_entry(self, entry: Entry) -> "KnowledgeBase":
        """The base as it would be with this entry; the index that was kept is not its own."""
        entries = dict(sorted({**self.entries, entry.id: entry}.items()))
        return replace(self, entries=entries, made=None)

    def documents(self) -> list[Document]:
        """The entries as the matcher sees them, in the order of their ids."""
        return [
            Document(
                id=entry.id,
                title=entry.question,
                phrasings=entry.phrasings,
                keywords=entry.keywords,
                body=to_plain(entry.answer),
                domain=entry.domain,
                gist=entry.gist or "",
                more=to_plain("\n\n".join(filter(None, (entry.steps, entry.details)))),
            )
            for _, entry in sorted(self.entries.items())
        ]

    def index(self, readings: Readings | None = None) -> Index:
        """What the matcher searches; texts that stand in ``readings`` are not read again."""
        if self.made is not None:
            return self.made
        outside = [Document(s.theme, s.theme, s.examples, (), "", "") for s in self.outside]
        return Index.build(self.documents(), self.lexicon(), outside, readings)

    def lexicon(self) -> Lexicon:
        """The vocabulary as the matcher sees it."""
        acronyms = {
            short: (long,) if isinstance(long, str) else long
            for short, long in self.vocabulary.acronyms.items()
        }
        return Lexicon.build(acronyms, self.vocabulary.equivalents)

    def outside_subject(self, theme: str) -> OutsideSubject | None:
        """What the base says of a subject that it leaves to others."""
        return next((one for one in self.outside if one.theme == theme), None)

    def find_domain(self, id_or_token: str) -> Domain | None:
        """The domain of that id, or of the short form that buttons carry."""
        return next((d for d in self.domains if id_or_token in (d.id, token(d.id))), None)

    @cached_property
    def _by_token(self) -> dict[str, Entry]:
        return {token(entry.id): entry for entry in self.entries.values()}

    def find(self, id_or_token: str) -> Entry | None:
        """The entry of that id, or of the short form that buttons carry."""
        return self.entries.get(id_or_token) or self._by_token.get(id_or_token)


def token(identifier: str) -> str:
    """An id short enough for a button or a link: Telegram gives each 64 bytes in all.

    A capital begins the short form, so that it is never the id of another entry.
    """
    if len(identifier) <= 40:
        return identifier
    return "T" + sha256(identifier.encode()).hexdigest()[:16]
