"""Reporting suite for a municipality's yearly employment plan (toimintasuunnitelma).

`open_report(month, audience)` opens one report as a page whose parts a notebook shows.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from salo_plan.reports.opening import open_report

__all__ = ["open_report"]


def __getattr__(name: str) -> Any:
    """Load `open_report` when it is asked for, so that the command line starts without pandas."""
    if name == "open_report":
        from salo_plan.reports.opening import open_report

        return open_report
    raise AttributeError(f"module 'salo_plan' has no attribute '{name}'")
