"""`python3 -m tests`: see to the packages, then run the tests with pytest.

`python3 -m tests` runs all that needs Python only, `python3 -m tests debian` what needs programs of Debian's, both on
all cores. Further arguments are pytest's: `python3 -m tests -k numbers`, `python3 -m tests tests/text`, which runs on
one core, as does whatever names files or folders.
"""

from __future__ import annotations

import os
import sys

from handouts import environment

DEBIAN = os.path.join("tests", "debian")
ON_ALL_CORES = ["--numprocesses=auto", "--dist=worksteal"]


def main() -> int:
    """Run the suite that the arguments name; the answer is pytest's exit code."""
    arguments = sys.argv[1:]
    environment.prepare(environment.TEST_LOCK, ["-m", "tests", *arguments])
    os.chdir(environment.ROOT)
    import pytest

    if arguments[:1] != ["debian"]:
        print(
            "These are the tests that need Python only. Those that need Debian's programs: python3 -m tests debian",
            flush=True,
        )
        cores = [] if _names_a_test(arguments) else ON_ALL_CORES
        return int(pytest.main([*cores, f"--ignore={DEBIAN}", *arguments]))
    from tests.debian.programs import missing_packages

    packages = missing_packages()
    if packages:
        print("Programs are missing. Install them with: sudo apt install " + " ".join(packages), file=sys.stderr)
        return int(pytest.ExitCode.USAGE_ERROR)
    return int(pytest.main([*([] if _names_a_test(arguments[1:]) else [*ON_ALL_CORES, DEBIAN]), *arguments[1:]]))


def _names_a_test(arguments: list[str]) -> bool:
    return any(os.path.exists(argument.partition("::")[0]) for argument in arguments)


if __name__ == "__main__":
    sys.exit(main())
