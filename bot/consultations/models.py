"""What a consultation is, once validated: immutable models, as fiches are.

YAML fields are French, because those who ask write them; attributes are English.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from bot.clock import PARIS
from bot.knowledge.towns import Town
from bot.texts import consultations_staff as texts

MAX_QUESTIONS: Final = 8
MAX_DAYS: Final = 60
MAX_TEXT: Final = 1_000
"""Characters of a free answer: what a phone's keyboard bears."""
ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SCALE: Final = 5
_ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_KEY: Final = r"^[a-z0-9]+([_-][a-z0-9]+)*$"

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=56)]
"""Of a button: sixty characters with its number."""
Key = Annotated[str, StringConstraints(pattern=_KEY, max_length=24)]
Kind = Literal["choix", "choix_multiple", "oui_non", "echelle", "nombre", "date", "texte"]
Mode = Literal["nominative", "confidentielle"]
CLOSED_KINDS: Final = frozenset({"choix", "choix_multiple", "oui_non", "echelle"})
"""Answered by choosing among buttons."""
CONDITION_KINDS: Final = frozenset({"choix", "choix_multiple", "oui_non"})
"""On whose answers the next questions may hang."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Question(_Model):
    """One question, which fits a phone."""

    id: Key = Field(description=texts.FIELD_QUESTION_ID)
    text: Line = Field(alias="texte", description=texts.FIELD_TEXT)
    kind: Kind = Field(alias="type", description=texts.FIELD_KIND)
    options: Mapping[Key, Label] = Field({}, description=texts.FIELD_OPTIONS)
    condition: Mapping[str, str | tuple[str, ...]] = Field(
        {}, alias="si", description=texts.FIELD_CONDITION
    )
    optional: bool = Field(False, alias="facultatif", description=texts.FIELD_OPTIONAL)
    unit: Line | None = Field(None, alias="unite", description=texts.FIELD_UNIT)
    minimum: float | None = Field(None, alias="min", description=texts.FIELD_MIN)
    maximum: float | None = Field(None, alias="max", description=texts.FIELD_MAX)
    low: Label | None = Field(None, alias="de", description=texts.FIELD_LOW)
    high: Label | None = Field(None, alias="a", description=texts.FIELD_HIGH)

    @property
    def choices(self) -> Mapping[str, str]:
        """What may be chosen, from what is kept to what is shown; empty where one types."""
        if self.kind == "oui_non":
            return texts.YES_NO
        if self.kind == "echelle":
            return {str(n): self._step(n) for n in range(1, self.steps + 1)}
        return self.options if self.kind in CLOSED_KINDS else {}

    @property
    def steps(self) -> int:
        """Of a scale."""
        return int(self.maximum or SCALE)

    @property
    def most(self) -> int:
        """How many options may be chosen at once."""
        if self.kind != "choix_multiple":
            return 1
        return int(self.maximum or len(self.options))

    @property
    def hangs_on(self) -> tuple[str, tuple[str, ...]] | None:
        """The earlier question on which it hangs and the answers that ask it; None: on none."""
        for name, wanted in self.condition.items():
            return name, (wanted,) if isinstance(wanted, str) else wanted
        return None

    def _step(self, number: int) -> str:
        said = {1: self.low, self.steps: self.high}.get(number)
        return texts.SCALE_STEP.format(number=number, said=said) if said else str(number)


class Public(_Model):
    """Who is asked."""

    who: Literal["adherents", "toutes"] | None = Field(None, alias="qui")
    departments: tuple[str, ...] = Field((), alias="departements")
    sizes: tuple[int, int] | None = Field(None, alias="strate")

    def holds(self, town: Town, members: frozenset[str]) -> bool:
        """Whether a town is asked.

        Args:
            town: the town.
            members: INSEE codes of the members as they were imported; none: nobody is refused,
                since nothing is known.
        """
        if self.departments:
            return town.department_code in self.departments
        if self.sizes is not None:
            return self.sizes[0] <= town.population <= self.sizes[1]
        return self.who == "toutes" or not members or town.code in members


class Return(_Model):
    """What those who answered get back."""

    give: Literal["auto"] = Field("auto", alias="rendre", description=texts.FIELD_GIVE)
    comment_before: datetime.date = Field(
        alias="commentaire_avant", description=texts.FIELD_COMMENT_BEFORE
    )


class Consultation(_Model):
    """A consultation, as its file says it."""

    id: Annotated[str, StringConstraints(pattern=_ID, max_length=32)] = Field(
        description=texts.FIELD_ID
    )
    title: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)
    ] = Field(alias="titre", description=texts.FIELD_TITLE)
    why: Line = Field(alias="pourquoi", description=texts.FIELD_WHY)
    by: Line = Field(alias="par", description=texts.FIELD_BY)
    duration: Line = Field(alias="duree", description=texts.FIELD_DURATION)
    opens: datetime.date = Field(alias="ouvre", description=texts.FIELD_OPENS)
    closes: datetime.date = Field(alias="ferme", description=texts.FIELD_CLOSES)
    public: Public = Field(description=texts.FIELD_PUBLIC)
    mode: Mode = Field(description=texts.FIELD_MODE)
    reminder: datetime.date | None = Field(None, alias="rappel", description=texts.FIELD_REMINDER)
    team: tuple[Line, ...] = Field((), alias="equipe", description=texts.FIELD_TEAM)
    questions: tuple[Question, ...] = Field(description=texts.FIELD_QUESTIONS)
    results: Return = Field(alias="resultats", description=texts.FIELD_RESULTS)

    @field_validator("public", mode="before")
    @classmethod
    def _one_word(cls, value: Any) -> Any:
        return {"qui": value} if isinstance(value, str) else value

    @property
    def is_confidential(self) -> bool:
        """Whether nobody is told what a town answered."""
        return self.mode == "confidentielle"

    @property
    def closes_at(self) -> datetime.datetime:
        """23:59 in Paris, the last day."""
        return datetime.datetime.combine(self.closes, datetime.time(23, 59), PARIS)

    def position(self, question: str) -> int:
        """Where a question stands, from 0."""
        return next(n for n, one in enumerate(self.questions) if one.id == question)

    def dump(self) -> str:
        """As JSON, as it is kept from its opening on."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True)

    @classmethod
    def load(cls, text: str) -> "Consultation":
        """From the JSON of ``dump``."""
        return cls.model_validate_json(text)
