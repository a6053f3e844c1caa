"""The page of the public version (julkinen versio): one method a notebook cell."""

from typing import Any

from salo_plan.reports.blocks import Block, block, pictured
from salo_plan.reports.public.report import PublicReport
from salo_plan.reports.stylesheet import stylesheet


class PublicPage:
    """The public version as blocks of HTML; the page itself, shown in a cell, brings the style."""

    def __init__(self, report: PublicReport) -> None:
        self.report = report

    def __repr__(self) -> str:
        """Name the report; the default would put a memory address into the notebook."""
        return f"PublicPage({self.report.audience} {self.report.month})"

    def _repr_html_(self) -> str:
        return f"<style>\n{stylesheet(self.report.lang)}</style>"

    def masthead(self) -> Block:
        """Return the band of example data and the title."""
        return self._block("masthead")

    def summary(self) -> Block:
        """Return the result in plain sentences and the fixed key figures."""
        rows = [self.report.row(name) for name in self.report.key_figures]
        return self._block("summary", key_rows=rows)

    def changes(self) -> Block:
        """Return the charts: how the situation has changed."""
        return self._block("changes", **pictured(self.report.charts, self.report.lang))

    def goals(self) -> Block:
        """Return one row a goal."""
        return self._block("goals")

    def about(self) -> Block:
        """Return how the figures are to be read, and their source."""
        return self._block("about")

    def end(self) -> Block:
        """Return the footer with the end mark, by which a finished page is known."""
        return self._block("end")

    def _block(self, name: str, **shown: Any) -> Block:
        return block(f"public_{name}", self.report, **shown)
