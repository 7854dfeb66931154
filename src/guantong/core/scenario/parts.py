"""The smallest parts of the scenario language: what every part is, texts in two languages, names, terms."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from guantong.core.kernel.text import Text


class Part(BaseModel):
    """Every part of a package: frozen, and an unknown key is an error."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True
    )


class Words(Part):
    """A text in both languages. A plain string is Chinese."""

    zh: str
    en: str = ""

    def text(self) -> Text:
        return Text(self.zh, self.en)


def _words(value: Any) -> Any:
    return {"zh": value} if isinstance(value, str) else value


Title = Annotated[Words, BeforeValidator(_words)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
ElementId = Annotated[str, Field(pattern=r"^[a-z_]+[./][a-z0-9_\-]+$")]
DivisionCode = Annotated[str, Field(pattern=r"^\d{12}$")]

TERM = re.compile(r"^(?P<amount>\d+)\s+(?P<unit>workday|day|month|hour)s?$")
UNITS_OF_TERM = ("workday", "day", "month", "hour")


class Term(Part):
    """A term: `10 workdays`, `30 days`, `2 months`, `4 hours` or `at once` (an instant case, 即办件)."""

    amount: int = Field(ge=0)
    unit: Literal["workday", "day", "month", "hour", "at once"]

    @property
    def workdays(self) -> int:
        """The term in workdays, rounded down, so that a promise can be compared with a law in natural days
        (5 workdays to 7 days, 21 to a month; source: docs/explain/clock.md)."""
        return {
            "workday": self.amount,
            "day": self.amount * 5 // 7,
            "month": self.amount * 21,
            "hour": 0 if self.amount < 8 else -(-self.amount // 8),
            "at once": 0,
        }[self.unit]

    def __str__(self) -> str:
        if self.unit == "at once":
            return self.unit
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"


def _term(value: Any) -> Any:
    if isinstance(value, str):
        if value == "at once":
            return {"amount": 0, "unit": "at once"}
        if match := TERM.match(value):
            return {"amount": int(match["amount"]), "unit": match["unit"]}
        raise ValueError(
            "a term is written like `10 workdays`, `30 days`, `2 months`, `4 hours` or `at once`"
        )
    return value


TermText = Annotated[
    Term,
    BeforeValidator(
        _term,
        json_schema_input_type=Annotated[str, Field(pattern=r"^at once$|^\d+ (workday|day|month|hour)s?$")],
    ),
]
