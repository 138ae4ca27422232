"""The kinds of values in the data: what each key of `data/*.yaml` may hold, and what editors are told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationInfo

from handouts.paper import PAPER_NAMES
from handouts.sources.opening_hours import checked_hours
from handouts.sources.telephone import e164
from handouts.sources.values import (
    day_in_quotes,
    day_that_has_come,
    email_address,
    font_name,
    https_address,
    language_tag,
    paper_name,
    plain_characters,
    plain_text,
    plausible_day,
    safe_id,
    safe_piece_id,
    site_name,
    whatsapp,
)


def _schema(**keywords: str) -> Any:
    """For editors only: `pattern` would make pydantic answer with its own words."""
    return Field(json_schema_extra=dict(keywords))


def _enumeration(names: Sequence[str]) -> Any:
    return Field(json_schema_extra={"enum": list(names)})


class StrictModel(BaseModel):
    """A part of the data: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _number(text: str, info: ValidationInfo) -> str:
    """In E.164. Messages are in the forms of the countries in the context in which the model is validated."""
    countries = (info.context or {}).get("countries")
    return e164(text, countries) if countries else e164(text)


_ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
Text = Annotated[str, Field(max_length=2000), AfterValidator(plain_text), _schema(pattern=r"^\S(.*\S)?$")]
Name = Annotated[str, Field(max_length=200), AfterValidator(plain_text), _schema(pattern=r"^\S(.*\S)?$")]
Hours = Annotated[Name, AfterValidator(checked_hours)]
Id = Annotated[str, AfterValidator(safe_id), _schema(pattern=_ID_PATTERN)]
PieceId = Annotated[str, AfterValidator(safe_piece_id), _schema(pattern=f"{_ID_PATTERN[:-1]}(/{_ID_PATTERN[1:-1]})?$")]
E164 = Annotated[str, AfterValidator(_number), _schema(pattern=r"^\+[0-9]+( [0-9]+)*$")]
Address = Annotated[
    str, Field(max_length=500), AfterValidator(https_address), _schema(pattern="^https://", format="iri")
]
SiteName = Annotated[
    str, Field(max_length=60), AfterValidator(site_name), _schema(pattern=r"^[^\s/:@.]+(\.[^\s/:@.]+)+$")
]
Email = Annotated[str, Field(max_length=100), AfterValidator(email_address), _schema(pattern=r"^\S+@\S+\.\S+$")]
Tag = Annotated[
    str, AfterValidator(language_tag), _schema(pattern="^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")
]
FontName = Annotated[
    str, Field(max_length=100), AfterValidator(font_name), _schema(pattern="^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$")
]
Bracket = Annotated[str, Field(min_length=1, max_length=2), AfterValidator(plain_characters)]
Day = Annotated[date, BeforeValidator(day_in_quotes), AfterValidator(plausible_day), AfterValidator(day_that_has_come)]
Country = Annotated[str, _schema(pattern="^[A-Z]{2}$")]
Icon = Literal["home", "child"]
Kind = Literal["voice", "text", "fax", "tty"]
WhatsApp = Annotated[bool | Literal["only"], PlainValidator(whatsapp, json_schema_input_type=bool | Literal["only"])]
PaperName = Annotated[str, AfterValidator(paper_name), _enumeration(PAPER_NAMES)]
