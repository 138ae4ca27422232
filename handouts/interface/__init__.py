"""The words of the pages that staff see: English in the code, every other language in PO files."""
