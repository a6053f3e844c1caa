"""From a report to its readers."""
