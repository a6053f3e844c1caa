"""The town in the public statistics: series, comparison areas, words."""
