"""Kept files that say by themselves whether they are whole: what is cut off or damaged is as good as none."""

from __future__ import annotations

from handouts.manifest import sha256_of


def sealed(content: bytes) -> bytes:
    """The file: the digest of the content on a line of its own, then the content."""
    return sha256_of(content).encode() + b"\n" + content


def unsealed(file: bytes) -> bytes:
    """The content. Raises ValueError where it is not as it was sealed."""
    digest, _, content = file.partition(b"\n")
    if sha256_of(content).encode() != digest:
        raise ValueError("not whole")
    return content
