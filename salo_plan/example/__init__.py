"""A made-up set of extracts (esimerkkiaineisto): raw rows only, no real person or figure in it."""

from salo_plan.example.placing import remove_example, write_example
from salo_plan.extracts.example_mark import example_files

__all__ = ["example_files", "remove_example", "write_example"]
