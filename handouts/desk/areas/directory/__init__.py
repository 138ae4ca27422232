"""The directory: places, organisations, numbers."""

from __future__ import annotations

from pathlib import Path

from handouts.desk.area import Area, Route
from handouts.desk.areas.directory import new_city, new_group, organisation_pages, pages, place_pages
from handouts.desk.areas.directory.organisation import NEW_ORGANISATION, ORGANISATION
from handouts.desk.areas.directory.place import PLACE
from handouts.wording import worded as _

DIRECTORY = Area(
    name="directory",
    title=_("Directory"),
    address="/directory",
    folder=Path(__file__).parent,
    routes=(
        Route("/directory", pages.show_directory),
        Route("/directory/new", new_city.show_new_city, new_city.take_new_city),
        Route(new_group.ADDRESS, new_group.show_new_group, new_group.take_new_group),
        Route("/directory/{place}", place_pages.show_place, place_pages.take_place),
        Route("/directory/{place}/order", None, place_pages.take_order),
        Route("/directory/{place}/place", None, place_pages.take_place_order),
        Route("/directory/{place}/remove", place_pages.show_remove_place, place_pages.take_remove_place),
        Route("/directory/{place}/new", organisation_pages.show_organisation, organisation_pages.take_organisation),
        Route("/directory/{place}/{slug}", organisation_pages.show_organisation, organisation_pages.take_organisation),
        Route("/directory/{place}/{slug}/remove", organisation_pages.show_remove, organisation_pages.take_remove),
        Route("/api/dial", organisation_pages.dial),
        Route("/api/effect/{place}/{slug}", None, organisation_pages.effect),
    ),
    kinds=(ORGANISATION, NEW_ORGANISATION, PLACE),
    forms={"organisation": organisation_pages.as_typed},
)
