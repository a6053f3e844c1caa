"""From verdicts to the report of one audience."""
