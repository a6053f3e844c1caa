"""Salo in the public statistics: series, comparison areas, words."""
