"""The sides of the border: from which countries numbers are dialled, and what phonenumbers knows of dialling there."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Any, Final, Self

import phonenumbers
from phonenumbers.phonemetadata import PhoneMetadata
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from handouts.sources.field_types import Country, Text
from handouts.wording import worded as _

BEFORE: Final = (
    {"country": "MX", "code": "MEX", "from": "From Mexico"},
    {"country": "US", "code": "USA", "from": "From the U.S."},
)
"""The sides of a handout.yaml of before there were `sides_of_border`."""
BEFORE_AMONG_WORDS: Final = {"MX": "from_mexico", "US": "from_us"}
"""Where such a file has the words of a side among the others. Their translations keep these places."""


def _known_country(text: str) -> str:
    if text not in phonenumbers.SUPPORTED_REGIONS:
        upper = text.strip().upper()
        known = upper if upper in phonenumbers.SUPPORTED_REGIONS else _("two capital letters, as ISO 3166 has them: MX")
        raise ValueError(_('"{text}" is no country; write {known}', text=text, known=known))
    return text


class SideOfBorder(BaseModel):
    """A country from which the numbers are dialled. `code` and `from` head its column where there are two."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    country: Annotated[Country, AfterValidator(_known_country)] = Field(
        description="Two letters, as ISO 3166 has them: MX."
    )
    code: Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")] | None = Field(
        None, description="Stands in an oval over its numbers: MEX. Needed where there are two sides."
    )
    from_: Text | None = Field(
        None, alias="from", description="Stands beside the code; translated. Needed where there are two sides."
    )
    international_prefix: Annotated[str, Field(pattern=r"^[0-9]{1,6}$")] | None = Field(
        None, description='What is dialled before a country code: "00". Only where it is not known to phonenumbers.'
    )

    @model_validator(mode="after")
    def _can_dial_abroad(self) -> Self:
        if not self.prefix:
            raise ValueError(
                _(
                    "what is dialled from {country} before a country code is not known, or not the same "
                    'everywhere; add international_prefix, in quotes, as international_prefix: "00"',
                    country=self.country,
                )
            )
        return self

    @property
    def prefix(self) -> str:
        """What is dialled before a country code."""
        return self.international_prefix or _plain_prefix(self.country)

    @property
    def prefix_is_known(self) -> bool:
        """Whether phonenumbers knows that what is dialled before a country code begins a call abroad there."""
        metadata = PhoneMetadata.metadata_for_region(self.country, None)
        return bool(metadata and re.fullmatch(metadata.international_prefix or "", self.prefix))

    @property
    def country_code(self) -> int:
        """What is dialled from abroad."""
        return int(phonenumbers.country_code_for_region(self.country))

    @property
    def context(self) -> str:
        """The place of its words in the PO files."""
        return f"words.{BEFORE_AMONG_WORDS.get(self.country, f'from.{self.country}')}"


def with_sides(handout: Any) -> Any:
    """The values of a handout.yaml; one of before there were `sides_of_border` with its two."""
    if not isinstance(handout, dict) or "sides_of_border" in handout or not isinstance(handout.get("words"), dict):
        return handout
    words = dict(handout["words"])
    said = {country: words.pop(key) for country, key in BEFORE_AMONG_WORDS.items() if key in words}
    sides = tuple({**side, "from": said.get(side["country"], side["from"])} for side in BEFORE)
    return {**handout, "words": words, "sides_of_border": sides}


def countries_of(handout: object) -> tuple[str, ...]:
    """The countries of the sides, from the values of a handout.yaml; what is wrong in it is passed over."""
    sides = handout.get("sides_of_border", BEFORE) if isinstance(handout, dict) else BEFORE
    countries = (side.get("country") for side in sides if isinstance(side, dict)) if isinstance(sides, tuple) else ()
    return tuple(country for country in countries if isinstance(country, str))


def _plain_prefix(country: str) -> str:
    """Empty where a carrier is chosen with it, or a tone waited for."""
    metadata = PhoneMetadata.metadata_for_region(country, None)
    found: str = (metadata.preferred_international_prefix or metadata.international_prefix or "") if metadata else ""
    return found if found.isdecimal() else ""


@cache
def trunk_prefix(country_code: int) -> str:
    """What is dialled inside of a country before all of its numbers, of landlines and of mobiles; or nothing."""
    country = phonenumbers.region_code_for_country_code(country_code)
    metadata = PhoneMetadata.metadata_for_region(country, None)
    prefix: str = (metadata.national_prefix if metadata else "") or ""
    kinds = phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE
    examples = [phonenumbers.example_number_for_type(country, kind) for kind in kinds] if prefix else []
    return prefix if examples and all(number and _is_written_with(prefix, number) for number in examples) else ""


def _is_written_with(prefix: str, number: phonenumbers.PhoneNumber) -> bool:
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    digits = "".join(filter(str.isdecimal, national))
    return digits == prefix + phonenumbers.national_significant_number(number)
