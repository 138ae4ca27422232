"""Run by the Python of an environment with Frictionless: a descriptor, then folders with the files that it tells of.
Prints a JSON object: per folder what is wrong with it. Imports nothing of the project."""

import json
import sys
from pathlib import Path

from frictionless import Package

standard = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
found = {}
for folder in map(Path, sys.argv[2:]):
    # A table without a row is no file, which the descriptor does not foresee; nor can another then point into it.
    resources = [each for each in standard["resources"] if (folder / each["path"]).exists()]
    here = {"", *(each["name"] for each in resources)}
    for each in resources:
        keys = each["schema"].get("foreignKeys", [])
        each["schema"]["foreignKeys"] = [key for key in keys if key["reference"]["resource"] in here]
    descriptor = folder / "standard.json"
    descriptor.write_text(json.dumps({**standard, "resources": resources}), encoding="utf-8")
    report = Package(str(descriptor)).validate()
    faults = [error.message for error in report.errors]
    faults += [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    found[str(folder)] = {"resources": sorted(here - {""}), "faults": faults}
print(json.dumps(found))
