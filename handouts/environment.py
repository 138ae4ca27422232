"""The packages that the program needs: found, or installed into `.venv` beside `generate.py`.

Entry files call `prepare` before they import anything that is not in the standard library. It returns at once when
the packages of the running Python are those of the lock file; otherwise it makes or mends `.venv` and starts the same
command again with the Python in it.

This file, `handouts/__init__.py` and the entry files parse on Python 3.8, so that an old Python gets a sentence and
not a syntax error. In an environment that matches, the whole look takes a few milliseconds: nothing is opened but the
lock file, and `subprocess`, `shutil` and the like are imported only where there is work for them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import IO, NoReturn

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 11)
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"

# Exit codes of handouts.errors.ExitCode, which an old Python can't import.
WRONG, COULD_NOT_WRITE, INTERRUPTED = 2, 3, 130

# Set for the one restart inside `.venv`: a second restart would be an endless loop.
RESTARTED = "HANDOUTS_RESTARTED"
# Beside the packages in `.venv`: the lock between processes, and the word whether the work on it was finished.
STATE = ".handouts-state"


def prepare(lock_name: str, command: Sequence[str], root: str = ROOT) -> None:
    """Return if the running Python has the packages of the lock file; otherwise restart `command` with one that has.

    `command` is what follows the interpreter: a script or `-m` and a module, with their arguments. Ends the process
    with code 2 (Python too old, packages not to be had), 3 (`.venv` can't be written) or 130 (interrupted).
    """
    _refuse_old_python()
    lock = os.path.join(root, lock_name)
    home = os.path.join(root, ".venv")
    if not os.path.exists(lock):
        if os.path.exists(os.path.join(root, "generate.py")):
            _stop(WRONG, f"{lock} is missing; bring it back from the repository")
        return  # installed as a package: whoever installed it chose the versions
    restarted = os.environ.pop(RESTARTED, "") == home
    inside = os.path.realpath(sys.prefix) == os.path.realpath(home)
    differs = differences(lock, sys.path)
    if not differs and not (inside and _is_unfinished(home)):
        return
    if restarted:
        _stop(
            COULD_NOT_WRITE,
            f"the packages that Python finds still differ from {lock_name} ({', '.join(differs[:5])}); "
            "unset PYTHONPATH if it is set, or remove the folder .venv and try again",
        )
    try:
        if not _is_ready(home, lock):
            _mend(home, lock)
    except KeyboardInterrupt:
        _stop(INTERRUPTED, "interrupted; the next run sets up .venv anew")
    _restart(home, command)


def differences(lock: str, paths: Iterable[str]) -> list[str]:
    """What the folders in `paths` hold otherwise than the lock file says, as `name version, not version`."""
    found = installed(paths)
    return [
        f"{name} {version} is not installed" if name not in found else f"{name} {found[name]}, not {version}"
        for name, version in locked(lock).items()
        if found.get(name) != version
    ]


def locked(lock: str) -> dict[str, str]:
    """Names and versions that the lock file names for this platform."""
    pins, facts = {}, platform_facts()
    with open(lock, encoding="utf-8-sig") as lines:
        for line in lines:
            if line[0] in " #\n":
                continue
            requirement, _, marker = line.rstrip(" \\\n").partition(" ; ")
            name, _, version = requirement.partition("==")
            if not marker or applies(marker, facts):
                pins[_plain(name)] = version.strip()
    return pins


def platform_facts() -> dict[str, str]:
    """The variables of environment markers (PEP 508) that the lock files use, for the running Python."""
    release = "{}.{}.{}".format(*sys.version_info[:3])
    return {
        "sys_platform": sys.platform,
        "os_name": os.name,
        "platform_machine": _machine(),
        "implementation_name": sys.implementation.name,
        "platform_python_implementation": {"cpython": "CPython", "pypy": "PyPy"}.get(sys.implementation.name, ""),
        "python_version": release.rpartition(".")[0],
        "python_full_version": release,
    }


def _machine() -> str:
    """As `platform.machine()`, without the import of `platform`."""
    if sys.platform == "win32":
        machine = os.environ.get("PROCESSOR_ARCHITECTURE", "")
    else:
        machine = os.uname().machine
    return machine


def applies(marker: str, facts: dict[str, str]) -> bool:
    """Whether an environment marker holds. Brackets may only stand around what `and` joins, as uv writes them."""

    def holds(comparison: str) -> bool:
        name, operator, value = comparison.replace("(", " ").replace(")", " ").split()
        left, right = facts[name], value.strip("'\"")
        if operator in ("==", "!="):
            return (left == right) == (operator == "==")
        order = (_release(left) > _release(right)) - (_release(left) < _release(right))
        return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[operator]

    return any(all(holds(part) for part in group.split(" and ")) for group in marker.split(" or "))


def installed(paths: Iterable[str]) -> dict[str, str]:
    """Names and versions of the packages in these folders; the first folder wins, as on import.

    Read from the names of the metadata folders: `importlib.metadata` opens and parses each file, which takes longer
    than the program may take to start. Two versions in one folder are what a killed installation leaves behind.
    """
    found: dict[str, str] = {}
    for path in paths:
        try:
            names = os.listdir(path or os.curdir)
        except OSError:
            continue
        here: dict[str, str] = {}
        for entry in names:
            stem, ending = os.path.splitext(entry)
            if ending in (".dist-info", ".egg-info"):
                name, _, version = stem.partition("-")
                if ending == ".egg-info":
                    version = version.partition("-py")[0]
                name = _plain(name)
                here[name] = f"{here[name]} and {version}" if name in here else version
        for name, version in here.items():
            found.setdefault(name, version)
    return found


def _plain(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(".", "-")


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


# --- .venv ---


def _python_in(home: str) -> str:
    return os.path.join(home, "Scripts", "python.exe") if os.name == "nt" else os.path.join(home, "bin", "python")


def _is_unfinished(home: str) -> bool:
    """Whether an installation was begun and not ended. An environment that another tool made has no state."""
    try:
        with open(os.path.join(home, STATE), encoding="ascii") as state:
            return state.read().startswith("unfinished")
    except OSError:
        return False


def _release_of(home: str) -> tuple[int, ...]:
    """The Python version (major, minor) of an environment, by its `pyvenv.cfg`; empty if that can't be read."""
    try:
        with open(os.path.join(home, "pyvenv.cfg"), encoding="utf-8") as lines:
            for line in lines:
                key, _, value = line.partition("=")
                if key.strip() in ("version", "version_info"):
                    return _release(".".join(value.strip().split(".")[:2]))
    except (OSError, ValueError):
        pass
    return ()


def _is_usable(home: str) -> bool:
    """Whether `.venv` is a whole environment of a Python that is new enough, whatever packages it has."""
    return _release_of(home) >= OLDEST and os.path.exists(_python_in(home)) and not _is_unfinished(home)


def _is_ready(home: str, lock: str) -> bool:
    if not _is_usable(home):
        return False
    folder = "python{}.{}".format(*_release_of(home))
    packages = ("Lib",) if os.name == "nt" else ("lib", folder)
    return not differences(lock, [os.path.join(home, *packages, "site-packages")])


def _mend(home: str, lock: str) -> None:
    """Make `.venv`, or bring it up to the lock file; one process at a time, the others wait for it."""
    try:
        os.makedirs(home, exist_ok=True)
        state = open(os.path.join(home, STATE), "a+", encoding="ascii")  # noqa: SIM115 (closed by the with below)
    except OSError as error:
        _stop(
            COULD_NOT_WRITE,
            f"can't write {home} ({error.strerror}); copy the folder to where you may write, or use a Python "
            f"that has the packages of {os.path.basename(lock)}",
        )
    with state:
        _wait_for(state)
        if _is_ready(home, lock):
            return  # the process that we waited for has done it
        try:
            trouble = _bring_up_to(lock, home, state)
        except OSError as error:
            _stop(COULD_NOT_WRITE, f"can't set up {error.filename or home}: {error.strerror}")
    if trouble:
        _report_installation(trouble, os.path.basename(lock))


def _bring_up_to(lock: str, home: str, state: IO[str]) -> str:
    """Make the environment or add to it. The answer is what went wrong, empty if nothing did."""
    usable = _is_usable(home)
    if not usable:
        _refuse_to_create(home)
    how = "bringing it up to date" if usable else "once, it takes about a minute"
    _say(f"Setting up .venv beside generate.py with {len(locked(lock))} packages: {how} ...")
    _record(state, "unfinished")
    if not usable:
        _create(home, state)
    pip = _pip_for(home, state)
    before = installed(_site_packages(home))
    trouble = _install(pip, lock, state)
    if not trouble or (usable and installed(_site_packages(home)) == before):  # pip gave up before it touched anything
        _record(state, "finished")
    return trouble


def _site_packages(home: str) -> list[str]:
    base = os.path.join(home, "Lib" if os.name == "nt" else "lib")
    if os.name == "nt":
        return [os.path.join(base, "site-packages")]
    return [os.path.join(base, folder, "site-packages") for folder in sorted(os.listdir(base))]


def _record(state: IO[str], word: str) -> None:
    """Between the two steps the file is empty, which says "finished": true before the work as well as after it."""
    state.seek(0)
    state.truncate()
    state.flush()
    state.write(word + "\n")
    state.flush()
    os.fsync(state.fileno())


def _wait_for(state: IO[str]) -> None:
    """Hold the state file for this process. The system lets go of it when the process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt
        import time

        waiting = False
        while True:
            state.seek(1 << 20)  # a byte far behind the text, which others must be able to read
            try:
                msvcrt.locking(state.fileno(), msvcrt.LK_NBLCK, 1)
                return
            except OSError:
                if not waiting:
                    _say("Waiting for another process that sets up .venv ...")
                waiting = True
                time.sleep(0.5)
    else:
        import fcntl

        try:
            fcntl.flock(state, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Waiting for another process that sets up .venv ...")
            fcntl.flock(state, fcntl.LOCK_EX)
        except OSError:
            pass  # a file system without locks is no reason to stop: only two at once would meet there


def _refuse_to_create(home: str) -> None:
    """Stop before anything is touched: where the folder holds somebody's files, or Python lacks what makes one."""
    ours = _is_unfinished(home) or os.path.exists(os.path.join(home, "pyvenv.cfg"))
    if _rest_of(home) and (os.path.islink(home) or not ours):
        _stop(COULD_NOT_WRITE, f"{home} is something else than an environment of this program; move it away")
    if not _has("venv") or not (_has("ensurepip") or _has("pip")):
        _stop(
            WRONG,
            "this Python can't make environments: its module ensurepip is missing; install it with "
            "`sudo apt install python3-venv` (for another Python than the system's: python{}.{}-venv) "
            "and try again".format(*sys.version_info[:2]),
        )


def _rest_of(home: str) -> list[str]:
    return [name for name in os.listdir(home) if name != STATE]


def _create(home: str, state: IO[str]) -> None:
    """Make a new environment in the folder, in place of what a killed run or a removed Python left there."""
    import shutil

    for name in _rest_of(home):
        path = os.path.join(home, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
    without_pip = [] if _has("ensurepip") else ["--without-pip"]
    code, output = _run([_base_python(), "-I", "-m", "venv", *without_pip, home], state)
    if code:
        _stop(COULD_NOT_WRITE, f"can't make {home}:\n{_tail(output)}")


def _pip_for(home: str, state: IO[str]) -> list[str]:
    """The command that installs into the environment, also where it was made without pip: by uv, or on Debian."""
    python = _python_in(home)
    own = [python, "-I", "-m", "pip"]
    if _run([*own, "--version"], state)[0] == 0:
        return own
    if _has("pip"):
        return [sys.executable, "-I", "-m", "pip", "--python", python]
    _run([python, "-I", "-m", "ensurepip"], state)
    return own


def _install(pip: Sequence[str], lock: str, state: IO[str]) -> str:
    """Install what the lock file names; the answer is pip's complaint, empty if there is none."""
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    code, output = _run([*pip, "install", *options, "--no-deps", "--require-hashes", "-r", lock], state)
    return (_tail(output) or f"  pip ended with code {code}") if code else ""


def _report_installation(trouble: str, lock_name: str) -> NoReturn:
    full = "No space left" in trouble or "Permission denied" in trouble or "Read-only" in trouble
    _stop(
        COULD_NOT_WRITE if full else WRONG,
        f"the packages of {lock_name} could not be installed, which needs the internet once. pip says:\n{trouble}",
    )


def _run(command: Sequence[str], state: IO[str]) -> tuple[int, str]:
    """Run to the end; the child holds the state file too, so that nobody mends beside a pip whose parent was killed."""
    import subprocess

    surroundings = {key: value for key, value in os.environ.items() if key not in ("PIP_TARGET", "PIP_PREFIX")}
    surroundings["PIP_USER"] = "0"
    done = subprocess.run(
        command,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if os.name == "nt" else (state.fileno(),),
        check=False,
    )
    return done.returncode, done.stdout


def _has(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None


def _base_python() -> str:
    """The Python that stands outside every environment: `.venv` may be about to be replaced."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _tail(output: str) -> str:
    lines = [line for line in output.strip().splitlines() if not line.startswith("WARNING")]
    return "\n".join("  " + line for line in lines[-6:])


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
    sys.stdout.flush()
    sys.stderr.flush()
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
