"""HSDS 3.2 (Open Referral): its tables as CSV files of a tabular data package, and what ours means in it.

One entry of a sheet is a `service` of an `organization`. What HSDS has no field for are `attributes`, whose terms stand
in a taxonomy of their own; the sheets are a second taxonomy. No columns besides those of the standard, whose names and
order are those of its data package (https://docs.openreferral.org).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Rows = dict[str, list[dict[str, str]]]
SHEETS, FACTS = "Handout sheets", "Handout facts"
TYPES: Final = {"voice": "voice", "text": "text", "fax": "fax", "tty": "textphone"}
"""Kind of a number -> type of a phone."""

TABLES: Final[Mapping[str, tuple[str, str]]] = {
    "organization": (
        "organizations",
        (
            "id name alternate_name description email website tax_status tax_id year_incorporated legal_status logo uri"
            " parent_organization_id"
        ),
    ),
    "service": (
        "services",
        (
            "id organization_id program_id name alternate_name description url email status interpretation_services"
            " application_process fees_description wait_time fees accreditations eligibility_description minimum_age"
            " maximum_age assured_date assurer_email licenses alert last_modified"
        ),
    ),
    "attribute": ("attributes", "id link_id taxonomy_term_id link_type link_entity value label"),
    "service_at_location": ("service_at_location", "id service_id location_id description"),
    "location": (
        "locations",
        (
            "id location_type url organization_id name alternate_name description transportation latitude longitude"
            " external_identifier external_identifier_type"
        ),
    ),
    "phone": (
        "phones",
        "id location_id service_id organization_id contact_id service_at_location_id number extension type description",
    ),
    "language": ("languages", "id service_id location_id phone_id name code note"),
    "taxonomy_term": (
        "taxonomy_terms",
        "id code name description parent_id taxonomy language taxonomy_id term_uri",
    ),
    "taxonomy": ("taxonomies", "id name description uri version"),
    "metadata": (
        "metadata",
        (
            "id resource_id resource_type last_action_date last_action_type field_name previous_value replacement_value"
            " updated_by"
        ),
    ),
}
"""Resource -> its file without ending, and its fields in the order of the standard's data package."""
