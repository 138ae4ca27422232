"""The programs of Debian's that this suite needs, and the packages that bring them."""

from __future__ import annotations

import shutil

PACKAGE_OF = {
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "mutool": "mupdf-tools",
    "tesseract": "tesseract-ocr",
    "zbarimg": "zbar-tools",
    "qpdf": "qpdf",
    "msgfmt": "gettext",
    "faketime": "faketime",
    "chromium": "chromium",
    "soffice": "libreoffice-calc-nogui",
}


def missing_packages() -> list[str]:
    """Names for `apt install`, sorted; empty if every program is there."""
    return sorted({package for program, package in PACKAGE_OF.items() if shutil.which(program) is None})


if __name__ == "__main__":
    print(*missing_packages())
