"""`python -m handouts` and `python3 generate.py`: see to the packages, then hand over to the command line."""

from __future__ import annotations

import gc
import os
import sys

from handouts import environment

_SELDOM = 500_000
"""Garbage is collected when so many containers have come: a command makes many values, few circles, and ends soon."""


def main() -> int:
    """Run the program with the arguments of the process; the answer is its exit code."""
    gc.set_threshold(_SELDOM)
    generate = os.path.join(environment.ROOT, "generate.py")
    environment.prepare(environment.RUN_LOCK, [generate, *sys.argv[1:]])
    # What takes part in reading a directory is in the lock file; looking for more costs 30 ms.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    try:
        from handouts.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while that was imported, or after all was done
        exec("")  # noqa: S102 - as handouts.cli does, and why
        sys.stderr.write("interrupted; every file in the output folder is whole, old or new\n")
        return environment.INTERRUPTED
    finally:
        if "zxingcpp" not in sys.modules:  # it says on the terminal what is left of it
            gc.freeze()  # else all is looked through once more at the end


if __name__ == "__main__":
    sys.exit(main())
