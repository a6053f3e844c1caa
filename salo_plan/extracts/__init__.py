"""From what was received to validated tables."""
