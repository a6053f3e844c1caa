"""Files for the schedulers of Linux and Windows: a daily run that makes up for missed days."""
