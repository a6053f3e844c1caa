"""What was promised: the plan file, its strict reading and the reporting calendar."""
