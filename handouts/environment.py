"""The packages that the program needs: there already, or installed into `.venv` beside `generate.py`.

Entry files call `prepare` before they import anything that is not in the standard library. What was installed from a
lock file is marked by a stamp, a file in the environment that names the kind of Python and the digests of the locks:
an environment is ready if and only if its stamp matches. An empty stamp means that work was begun and not ended.

This file, `handouts/__init__.py` and the entry files parse on Python 3.8, so that an old Python gets a sentence and
not a syntax error. `subprocess`, `shutil` and the like are imported only where there is work for them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import IO, NoReturn

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 11)
# The second lock contains the first.
RUN_LOCK, TEST_LOCK = LOCKS = ("requirements.lock", "requirements-dev.lock")
# Distributions that tell that somebody has installed this project: for tests, with its extra `dev`.
INSTALLED = {RUN_LOCK: ("handouts-",), TEST_LOCK: ("handouts-", "pytest-", "page_validation-")}

# Exit codes of handouts.errors.ExitCode, which an old Python can't import.
WRONG, COULD_NOT_WRITE, INTERRUPTED = 2, 3, 130

# Set for the one restart inside `.venv`: a second restart would be an endless loop.
RESTARTED = "HANDOUTS_RESTARTED"
STAMP = ".handouts-stamp"
KIND = sys.implementation.cache_tag or ""  # of this Python, as in "cpython-311"
OPTIONS = "--quiet --no-input --disable-pip-version-check --retries 2 --no-deps --require-hashes"
INSTALL = ("-I", "-m", "pip", "install", *OPTIONS.split(), "-r")


def prepare(lock_name: str, command: Sequence[str], root: str = ROOT) -> None:
    """Return if the running Python has the packages of the lock file; otherwise restart `command` with one that has.

    `command` is what follows the interpreter: a script or `-m` and a module, with their arguments. Ends the process
    with code 2 (Python too old, packages not to be had), 3 (`.venv` can't be written) or 130 (interrupted).
    """
    _refuse_old_python()
    home = os.path.join(root, ".venv")
    if os.environ.pop(RESTARTED, "") == home or _is_installed(lock_name):
        return  # whoever installed the project, by pip or uv, chose the versions
    stamp = _stamp_for(lock_name, root)
    if _is_ready(sys.prefix, stamp):
        return
    if not _is_ready(home, stamp):
        lock = os.path.join(root, lock_name)
        # Without any stamp it may be an environment that was made from the lock by hand: pip can tell, in a second.
        look = [sys.executable, *INSTALL, lock, "--dry-run", "--no-index"]
        if _read_stamp(sys.prefix) is None and _run(look)[0] == 0:
            return
        try:
            _set_up(home, lock, stamp)
        except OSError as error:
            _stop(
                COULD_NOT_WRITE,
                f"can't write {error.filename or home} ({error.strerror}); copy the folder to where you may write, "
                f"or use a Python that has the packages of {lock_name}",
            )
        except KeyboardInterrupt:
            _stop(INTERRUPTED, "interrupted; the next run sets up .venv anew")
    _restart(home, command)


def _is_installed(lock_name: str) -> bool:
    """Whether the running Python has this project as a distribution, which requires what the lock file names.

    By the names of the metadata folders: `importlib.metadata` takes longer to import than all the rest here. Not by
    `.egg-info`, which a build leaves in the checkout and which says nothing about packages.
    """
    folders = [path for path in sys.path if os.path.isdir(path) and os.access(path, os.R_OK)]
    found = [name for folder in folders for name in os.listdir(folder)]
    return all(
        any(name.startswith(wanted) and name.endswith(".dist-info") for name in found)
        for wanted in INSTALLED[lock_name]
    )


# --- .venv ---


def _stamp_for(lock_name: str, root: str) -> str:
    """The kind of Python, and the digest of each lock that is satisfied when this one is."""
    from hashlib import sha256

    words = [KIND]
    for name in LOCKS[: LOCKS.index(lock_name) + 1]:
        try:
            with open(os.path.join(root, name), "rb") as lock:
                words.append(sha256(lock.read()).hexdigest())
        except FileNotFoundError as error:
            _stop(WRONG, f"{error.filename} is missing; bring it back from the repository")
    return " ".join(words)


def _read_stamp(home: str) -> str | None:
    try:
        with open(os.path.join(home, STAMP), encoding="utf-8") as stamp:
            return stamp.read()
    except OSError:
        return None


def _write_stamp(home: str, text: str) -> None:
    with open(os.path.join(home, STAMP), "w", encoding="utf-8") as stamp:
        stamp.write(text)


def _python_in(home: str) -> str:
    return os.path.join(home, "Scripts", "python.exe") if os.name == "nt" else os.path.join(home, "bin", "python")


def _is_ready(home: str, stamp: str) -> bool:
    """Whether the environment has all that this stamp names, and its Python has not been removed since."""
    return set(stamp.split()) <= set((_read_stamp(home) or "").split()) and os.path.exists(_python_in(home))


def _is_sound(home: str) -> bool:
    """Whether packages can be added: nothing was left unfinished, and its Python starts and is of this kind."""
    python = _python_in(home)
    if _read_stamp(home) == "" or not os.path.exists(python):
        return False
    return _run([python, "-I", "-c", f"import sys; sys.exit(sys.implementation.cache_tag != {KIND!r})"])[0] == 0


def _set_up(home: str, lock: str, stamp: str) -> None:
    """Make `.venv`, or bring it up to the lock file; one process at a time, the others wait for it."""
    from sysconfig import get_path

    with open(os.path.join(os.path.dirname(lock), RUN_LOCK), "rb") as turn:
        _wait_for(turn)
        if _is_ready(home, stamp):
            return  # the process that we waited for has done it
        before = _read_stamp(home)
        if _is_sound(home):
            _begin(home, "bringing it up to date")
        else:
            _create(home, turn)
        _run([_python_in(home), "-I", "-m", "ensurepip"], turn)  # an environment made by uv is without pip
        packages = get_path("purelib", "venv", {"base": home})
        there = os.listdir(packages)
        code, complaint = _run([_python_in(home), *INSTALL, lock], turn)
        if code == 0:
            _write_stamp(home, stamp)
            return
        if os.listdir(packages) == there:  # pip gave up before it touched anything
            _write_stamp(home, before or "sound")
    full = any(word in complaint for word in ("No space left", "Permission denied", "Read-only"))
    _stop(
        COULD_NOT_WRITE if full else WRONG,
        f"the packages of {os.path.basename(lock)} could not be installed, which needs the internet once. "
        f"pip says:\n{complaint}",
    )


def _wait_for(turn: IO[bytes]) -> None:
    """Hold the file for this process. The system lets go of it when the process ends, however it ends."""
    from time import sleep

    waiting = "Waiting for another process that sets up .venv ..."
    turn.seek(1 << 20)  # where Windows locks a byte: far behind the text, which others must be able to read
    while True:
        try:
            if sys.platform == "win32":
                import msvcrt

                return msvcrt.locking(turn.fileno(), msvcrt.LK_NBLCK, 1)
            import fcntl

            return fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            if waiting:
                _say(waiting)
            waiting = ""
            sleep(0.2)
        except OSError:
            return None  # a file system without locks is no reason to stop: only two at once would meet there


def _create(home: str, turn: IO[bytes]) -> None:
    """Make a new environment in the folder, in place of what a killed run or a removed Python left there."""
    from importlib.util import find_spec
    from shutil import rmtree

    ours = any(os.path.exists(os.path.join(home, name)) for name in (STAMP, "pyvenv.cfg"))
    if os.path.islink(home) or (os.path.isdir(home) and os.listdir(home) and not ours):
        _stop(COULD_NOT_WRITE, f"{home} is something else than an environment of this program; move it away")
    if not (find_spec("venv") and find_spec("ensurepip")):
        _stop(
            WRONG,
            "this Python can't make environments: its module ensurepip is missing; install it with "
            "`sudo apt install python3-venv` (for another Python than the system's: python{}.{}-venv) "
            "and try again".format(*sys.version_info[:2]),
        )
    _begin(home, "once, it takes about a minute")
    for entry in os.scandir(home):
        if entry.is_dir(follow_symlinks=False):
            rmtree(entry.path)
        elif entry.name != STAMP:
            os.unlink(entry.path)
    # By the Python outside of all environments: this one may be in the folder.
    code, complaint = _run([getattr(sys, "_base_executable", sys.executable), "-I", "-m", "venv", home], turn)
    if code:
        _stop(COULD_NOT_WRITE, f"can't make {home}:\n{complaint}")


def _begin(home: str, how: str) -> None:
    """From here on `.venv` is unfinished."""
    os.makedirs(home, exist_ok=True)
    _write_stamp(home, "")
    _say(f"Setting up .venv beside generate.py: {how} ...")


def _run(command: Sequence[str], turn: IO[bytes] | None = None) -> tuple[int, str]:
    """Run to the end; the answer is its code and the end of what it wrote.

    The child holds the turn too, so that nobody goes to work beside a pip whose parent was killed.
    """
    import subprocess

    done = subprocess.run(
        command,
        env={**os.environ, "PIP_USER": "0", "PIP_TARGET": "", "PIP_PREFIX": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if turn is None or os.name == "nt" else (turn.fileno(),),
        check=False,
    )
    lines = [line for line in done.stdout.strip().splitlines() if not line.startswith("WARNING")]
    return done.returncode, "\n".join("  " + line for line in lines[-6:])


# --- the process ---


def _refuse_old_python() -> None:
    if sys.version_info < OLDEST:
        _stop(
            WRONG,
            "this needs Python 3.11 or newer, and {} is Python {}.{}; get a newer one from https://www.python.org/ "
            "(or from your system: sudo apt install python3, brew install python, winget install Python.Python.3.13) "
            "and start it again with that".format(sys.executable or "this", *sys.version_info[:2]),
        )


def _restart(home: str, command: Sequence[str]) -> NoReturn:
    """Go on in `.venv` with the same options of the interpreter; on Windows, which has no exec, as a child."""
    flags = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv)]
    if flags and flags[-1] == "-m":
        flags.pop()
    line = [_python_in(home), *flags, *command]
    surroundings = {key: value for key, value in os.environ.items() if key != "__PYVENV_LAUNCHER__"}
    surroundings[RESTARTED] = home
    try:
        if os.name != "nt":
            os.execve(line[0], line, surroundings)
        import subprocess

        with subprocess.Popen(line, env=surroundings) as child:
            while True:
                try:
                    sys.exit(child.wait())
                except KeyboardInterrupt:
                    continue  # the child has got it as well, and says how it ended
    except OSError as error:
        _stop(COULD_NOT_WRITE, f"can't start {line[0]} ({error.strerror}); remove the folder .venv and try again")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _stop(code: int, text: str) -> NoReturn:
    _say(f"handouts: {text}")
    raise SystemExit(code)
