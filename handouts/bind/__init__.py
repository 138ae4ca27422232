"""Bind: finished flyers to booklets, and any PDF to print files. The only folder that imports pypdf."""

from __future__ import annotations

from handouts.bind.booklet import BoundPart, OpenFiles, bind_booklet

__all__ = ["BoundPart", "OpenFiles", "bind_booklet"]
