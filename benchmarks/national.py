"""A directory of a whole country, invented: as many cities as one likes, each with its organisations and numbers, in
the languages, texts and translations of the data. The same counts give the same folder."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

ORGANISATIONS = 6
"""Of a city, as the shipped ones have."""
_AREAS_US = (202, 210, 212, 213, 305, 312, 404, 415, 505, 512, 520, 602, 619, 702, 713, 786, 858, 915, 956)
_AREAS_MX = (614, 631, 633, 644, 653, 656, 658, 662, 664, 665, 686, 867, 868, 878, 899)
_KINDS = ("House", "Legal Aid", "Clinic", "Kitchen", "Shelter", "Line", "Network")
_SERVICES = ("free-help", "legal-help", "shelter")


def write_national(data: Path, folder: Path, cities: int, languages: Sequence[str]) -> None:
    """A folder of data with so many cities, in these of its languages; all for none. Raises OSError."""
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("schema", "editions", ".*"))
    directory = folder / "directory.yaml"
    head = directory.read_text(encoding="utf-8").partition("\ncities:")[0]
    # JSON is YAML: a city a line.
    lines = "\n".join(f"  - {json.dumps(city, ensure_ascii=False)}" for city in _cities(cities))
    directory.write_text(f"{head}\ncities:\n{lines}\n", encoding="utf-8")
    if languages:
        listed = folder / "languages.yaml"
        text = listed.read_text(encoding="utf-8")
        blocks = re.split(r"(?m)^(?=- tag: )", text)
        kept = [block for block in blocks if (tag := re.match(r"- tag: (\S+)", block)) is None or tag[1] in languages]
        listed.write_text("".join(kept), encoding="utf-8")


def _cities(count: int) -> Iterator[dict[str, object]]:
    for index in range(count):
        yield {
            "id": f"example-city-{index:05}",
            "name": f"Example City {index + 1}",
            "organisations": [_organisation(index, place) for place in range(ORGANISATIONS)],
        }


def _organisation(city: int, place: int) -> dict[str, object]:
    """U.S. numbers are of the range that is kept for examples; Mexico has none, and these are made up."""
    number = city * ORGANISATIONS + place
    found: dict[str, object] = {"name": f"Example {_KINDS[number % len(_KINDS)]} {number + 1}"}
    if place % 2:
        area, rest = _AREAS_MX[number % len(_AREAS_MX)], number // len(_AREAS_MX)
        written = f"+52 {area} {200 + rest // 10000 % 100} {rest % 10000:04}"
        found["numbers"] = [{"number": written}]
    else:
        area = _AREAS_US[number // 100 % len(_AREAS_US)]
        found["numbers"] = [{"number": f"+1 {area} 555 {100 + number % 100:04}", "whatsapp": place == 4}]
    if place % 3 == 0:
        found["service"] = _SERVICES[number % len(_SERVICES)]
    if place == 0:
        address = f"C. Ejemplo {number % 900 + 1}, Zona Nte., 22127, Tijuana, Baja California, Mexico"
        found["visit"] = {"address": address}
    return found
