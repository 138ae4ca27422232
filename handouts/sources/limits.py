"""How old things may be: `limits` in handout.yaml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handouts.sources.field_types import StrictModel


class Limits(StrictModel):
    """How old things may be, in days, before it is said loudly."""

    information_days: Annotated[int, Field(ge=1, le=3650)] = Field(90, description="The information, by last_updated.")
    calls_days: Annotated[int, Field(ge=1, le=3650)] = Field(180, description="The last call to a number.")
