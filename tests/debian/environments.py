"""Programs of Python's that must not stand in the tests' own environment: each has one of its own, from its lock."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.modules import ROOT


def python_with(name: str) -> Path:
    """The Python of an environment with what `requirements-<name>.lock` names, made once for each state of the lock."""
    lock = ROOT / f"requirements-{name}.lock"
    digest = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:12]
    ready = ROOT / ".cache" / f"{name}-{digest}"
    if not ready.exists():
        making = ready.with_name(f"{ready.name}-{os.getpid()}")
        subprocess.run([sys.executable, "-m", "venv", making], check=True)
        install = [making / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--no-deps", "--require-hashes", "--requirement", lock], check=True)
        try:
            making.rename(ready)
        except OSError:  # another worker was first
            shutil.rmtree(making)
    return ready / "bin" / "python"
