"""The directory as other programs hold it: spreadsheets and HSDS, out and in again."""
