"""`python -m handouts.products.schema_files FOLDER` writes the JSON Schemas of the data; a test compares the committed
files."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from handouts.products.table import FORMATS
from handouts.sources.schema import schema_text, schemas


def write_schemas(folder: Path) -> None:
    """Write all schemas into a folder, with LF line ends. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas(FORMATS).items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the schemas into the folder named."""
    parser = argparse.ArgumentParser(prog="python -m handouts.products.schema_files", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write, normally data/schema")
    write_schemas(parser.parse_args(arguments).folder)


if __name__ == "__main__":
    main()
