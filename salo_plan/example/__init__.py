"""A made-up set of extracts (esimerkkiaineisto): raw rows only, no real person or figure in it."""

from salo_plan.example.placing import example_files, remove_example, write_example

__all__ = ["example_files", "remove_example", "write_example"]
