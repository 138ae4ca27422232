"""What the desk reads and writes: the data folder, its history, drafts, and who sits here."""
