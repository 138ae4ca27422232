"""`python3 -m tests`: see to the packages, then run the tests with pytest.

`python3 -m tests` runs all that needs Python only, `python3 -m tests debian` what needs programs of Debian's. Further
arguments are pytest's: `python3 -m tests -k numbers`, `python3 -m tests tests/text`.
"""

from __future__ import annotations

import os
import sys

from handouts import environment

DEBIAN = os.path.join("tests", "debian")


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
        return int(pytest.main([f"--ignore={DEBIAN}", *arguments]))
    from tests.debian.programs import missing_packages

    packages = missing_packages()
    if packages:
        print("Programs are missing. Install them with: sudo apt install " + " ".join(packages), file=sys.stderr)
        return int(pytest.ExitCode.USAGE_ERROR)
    return int(pytest.main([*([] if _names_a_test(arguments[1:]) else [DEBIAN]), *arguments[1:]]))


def _names_a_test(arguments: list[str]) -> bool:
    return any(os.path.exists(argument.partition("::")[0]) for argument in arguments)


if __name__ == "__main__":
    sys.exit(main())
