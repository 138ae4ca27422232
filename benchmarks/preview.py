"""`python -m benchmarks.preview`: from a keystroke to the new picture, asked over HTTP of a desk that runs.

A desk is started on a copy of the data, as `generate.py desk` does; then a number is typed digit by digit into the form
of an organization, and after each digit the page is asked for, as the desk's script does. Round trips, by language.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "ar", "zh-Hans")
CITY, SLUG = "tijuana-san-diego", "hias"
DEBOUNCE_MS = 80
"""What the script waits before it asks (static/preview.js)."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description="Measure the live preview.")
    parser.add_argument("--language", action="append", metavar="TAG", help=f"default: {' '.join(LANGUAGES)}")
    parser.add_argument("--keys", type=int, default=30, help="keystrokes in each language (default 30)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns(".desk", ".history"))
        command = [sys.executable, "-m", "handouts", "desk", "--no-browser", "--port", "0", "--data", str(data)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as desk:
            try:
                if desk.stdout is None:
                    raise ValueError("no output")
                asking = _Browser(desk.stdout.readline().strip())
                print(f"$ {' '.join(['python', '-m', 'benchmarks.preview', *sys.argv[1:]])}")
                print(
                    f"{os.cpu_count()} cores; milliseconds from the keystroke, of them {DEBOUNCE_MS} until it is asked"
                )
                for language in options.language or LANGUAGES:
                    first, *taken = [asking.typed(language, key) for key in range(options.keys + 1)]
                    tenth = statistics.quantiles(taken, n=10)[-1]
                    middle = statistics.median(taken)
                    print(f"{language:<8} median {middle:4.0f}  nine in ten {tenth:4.0f}  first {first:4.0f}")
            finally:
                desk.terminate()
    return 0


class _Browser:
    def __init__(self, address: str) -> None:
        found = urllib.parse.urlsplit(address)
        self._http = http.client.HTTPConnection(found.hostname or "", found.port)
        self._http.request("GET", f"{found.path}?{found.query}")
        answer = self._http.getresponse()
        answer.read()
        self._headers = {
            "Cookie": answer.headers["Set-Cookie"].partition(";")[0],
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def typed(self, language: str, key: int) -> float:
        """Milliseconds until the page with one number more is there."""
        query = [("city", CITY), ("language", language), ("form", "organisation"), ("key", CITY), ("key", SLUG)]
        was = '{"name":"HIAS","numbers":[{"number":"+52 663 205 4660"}]}'
        fields = [("was", was), ("name", "HIAS"), ("numbers", "0"), ("numbers.0.number", f"+52 663 205 {4600 + key}")]
        began = time.perf_counter()
        address = f"/api/preview?{urllib.parse.urlencode(query)}"
        self._http.request("POST", address, urllib.parse.urlencode(fields), self._headers)
        answer = self._http.getresponse()
        content = answer.read()
        if answer.status != 200 or not content.startswith(b"\x89PNG"):
            raise SystemExit(f"{answer.status}: {content[:300]!r}")
        return (time.perf_counter() - began) * 1000 + DEBOUNCE_MS


if __name__ == "__main__":
    raise SystemExit(main())
