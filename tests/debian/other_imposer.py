"""Run by the Python of an environment with pdfimpose: jobs on standard input, as JSON, a line each. Imports nothing of
the project."""

import json
import sys

from pdfimpose.schema import hardcover, onepagezine, saddle

for line in sys.stdin:
    job = json.loads(line)
    scheme, source, out, bind = job["scheme"], [job["source"]], job["out"], job["bind"]
    if scheme == "saddle":
        saddle.impose(source, out, folds="h", bind=bind, group=0)
    elif scheme == "signatures":
        hardcover.impose(source, out, folds="h", bind=bind, group=job["group"])
    else:
        onepagezine.impose(source, out, bind=bind)
