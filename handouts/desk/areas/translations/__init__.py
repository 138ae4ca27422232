"""Translations: how far each language is, and each text beside its English."""

from __future__ import annotations

from pathlib import Path

from handouts.desk.area import Area, Route
from handouts.desk.areas.translations import faces, pages, recording, text_pages, workbook
from handouts.desk.areas.translations.translation import AREA, TRANSLATION
from handouts.wording import worded as _

TRANSLATIONS = Area(
    name=AREA,
    title=_("Translations"),
    address="/translations",
    folder=Path(__file__).parent,
    routes=(
        Route("/translations", pages.show_languages),
        Route("/translations/faces.css", faces.show_faces),
        Route(f"{faces.FONTS}/{{file}}", faces.show_font),
        Route("/translations/{tag}", pages.show_language),
        Route("/translations/{tag}/record", recording.show_record, recording.take_record),
        Route("/translations/{tag}/review/{file}", workbook.show_download),
        Route("/translations/{tag}/workbook", None, workbook.take_upload),
        Route("/translations/{tag}/workbook/{file}", workbook.show_upload, workbook.take_workbook),
        Route("/translations/{tag}/{context}", text_pages.show_translation, text_pages.take_translation),
    ),
    kinds=(TRANSLATION,),
    badge=pages.badge,
    forms={"translation": text_pages.as_typed},
)
