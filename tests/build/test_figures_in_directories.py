"""Directories as organisations write them: names, labels, hours and services that end in a figure, codes with * and #.
Every sheet of them is made, in every format.

From public reports: the shelter Movimiento Juventud 2000 (aninoticias.com/?p=6202), hotlines "24/7"
(openreferral/specification#41), a label with an extension (codeforamerica/ohana-api#125), MMI codes (radekp/qtmoko#15),
ranges in Arabic (w3c/i18n-drafts#368).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.build.small import Project

FORMATS = ("flyer", "large-print", "half", "card")
ENTRIES = {
    "a name that ends in a year": '- name: Movimiento Juventud 2000\n{}numbers: [{number: "+52 664 208 8995"}]',
    "a name that is a number": '- name: "Línea 664-1234"\n{}numbers: [{number: "+52 664 208 8995"}]',
    "hours all day": '- name: Casa Gama\n{}numbers: [{number: "+52 664 208 8995", hours: "24/7"}]',
    "labels with figures": "- name: Casa\n{}numbers: "
    '[{number: "+52 664 208 8995", label: Office 2}, {number: "+52 664 208 8996", label: Piso 3-4}]',
    "a service and a place with figures": "- name: Casa\n{}service: Open 24/7\n{}place: Zona 24\n"
    '{}numbers: [{number: "+52 664 208 8995"}]',
    "a label and an extension": '- name: Casa\n{}numbers: [{number: "+1 619 786 4868", extension: "5", label: Legal}]',
    "a label and hours": "- name: Casa\n{}numbers: "
    '[{number: "+1 619 786 4868", label: Legal, hours_note: Mon-Fri 9-5}]',
    "a code with a star": '- name: Locatel\n{}numbers: [{short: "*0311", call_from: MX}]',
    "a code with a hash": '- name: Hash\n{}numbers: [{short: "#800", call_from: MX}]',
}
NOGALES = "      - name: Kino Border Initiative\n"


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_sheet_is_made(tmp_path: Path, kind: str) -> None:
    project = Project(tmp_path / "project", cities=("nogales",), languages=("en",), formats=FORMATS)
    project.write()
    entry = ENTRIES[kind].replace("{}", " " * 8)
    project.replace("directory.yaml", NOGALES, f"      {entry}\n{NOGALES}")
    said = project.build()
    assert (said.code, said.err) == (0, "")
