"""Environments of their own for programs that the suite compares with or drives: nothing of them comes into ours."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.modules import ROOT


def python_with(lock: Path, *options: str) -> Path:
    """The Python of an environment with what a lock file lists, made once for each state of the lock. `options`: of
    pip."""
    digest = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:12]
    ready = ROOT / ".cache" / f"{lock.stem.removeprefix('requirements-')}-{digest}"
    if not ready.exists():
        making = ready.with_name(f"{ready.name}-{os.getpid()}")
        subprocess.run([sys.executable, "-m", "venv", making], check=True)
        install = [making / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, *options, "--require-hashes", "--requirement", lock], check=True)
        try:
            making.rename(ready)
        except OSError:  # another worker was first
            shutil.rmtree(making)
    return ready / "bin" / "python"
