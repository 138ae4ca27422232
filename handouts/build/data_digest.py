"""The digest of what all languages are made from: by it two builds of other languages know whether they had the same
data."""

from __future__ import annotations

import hashlib
import json

from handouts.sources.load import Data


def data_digest(data: Data) -> str:
    """SHA-256, in hexadecimal, of directory, questions, handout and languages as they were read: the same whatever
    stands in comments, wherever the folder is. Translations are each language's own, and no part of it."""
    found = hashlib.sha256()
    for model in (data.handout, data.directory, data.faq, data.languages):
        found.update(json.dumps(model.model_dump(mode="json"), sort_keys=True).encode())
    return found.hexdigest()
