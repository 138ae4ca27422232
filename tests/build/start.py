"""The program without the entry's look at the packages: `python -m tests.build.start build ...`."""

from __future__ import annotations

import sys

from handouts.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
