"""The fault list as a page that can be sent back to whoever delivered the files."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from salo_plan.extracts.review import Review
from salo_plan.reports.blocks import stylesheet


def fault_page(found: Review) -> str:
    """Write all faults of all files as one HTML page; values about people are not in it."""
    environment = Environment(
        loader=PackageLoader("salo_plan.publishing", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    files = [table for table in found.files if table.faults]
    whole = len(found.files) - len(files)
    return environment.get_template("faults.html.j2").render(
        files=files,
        whole=whole,
        statistics_fault=found.statistics_fault,
        notes=found.notes,
        css=stylesheet(),
    )
