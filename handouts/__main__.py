"""`python -m handouts` and `python3 generate.py`: see to the packages, then hand over to the command line."""

from __future__ import annotations

import os
import sys

from handouts import environment


def main() -> int:
    """Run the program with the arguments of the process; the answer is its exit code."""
    generate = os.path.join(environment.ROOT, "generate.py")
    environment.prepare(environment.RUN_LOCK, [generate, *sys.argv[1:]])
    from handouts.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
