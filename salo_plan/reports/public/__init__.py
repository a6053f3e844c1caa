"""The public version (julkinen versio): a report of its own, in which small counts are hidden."""
