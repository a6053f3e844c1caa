"""From validated tables to figures, and from figures to verdicts."""
