"""Build the handouts: `python3 generate.py` builds everything into `out/`; `--help` tells the rest."""

from __future__ import annotations

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
if HERE not in sys.path:  # `python3 -P` and `-I` leave out the folder of the script
    sys.path.insert(0, HERE)

from handouts.__main__ import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
