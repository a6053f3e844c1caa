"""The fault list as a page that can be sent back to whoever delivered the files."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from salo_plan.extracts.alike import alike
from salo_plan.extracts.dataset_names import dataset_name, table_name
from salo_plan.extracts.review import WHAT_TO_DELIVER, Review
from salo_plan.messages import DEFAULT_LANGUAGE, retold, say, say_count, speaking
from salo_plan.reports.stylesheet import stylesheet


def fault_page(found: Review, lang: str = DEFAULT_LANGUAGE) -> str:
    """Write all faults of all files as one HTML page; values about people are not in it."""
    environment = Environment(
        loader=PackageLoader("salo_plan.publishing", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    tables = [table for table in found.files if table.faults and not table.replaced_by]
    # A workbook is one file, however many tables are on its sheets.
    faulty = {table.path for table in found.files if table.faults}
    whole = {table.path for table in found.files} - faulty
    with speaking(lang):
        return environment.get_template("faults.html.j2").render(
            tables=tables,
            whole=len(whole),
            statistics_fault=found.statistics_fault,
            notes=(*found.notes, *((WHAT_TO_DELIVER,) if found.nothing_came else ())),
            css=stylesheet(),
            lang=lang,
            alike=alike,
            dataset_name=dataset_name,
            table_name=table_name,
            retold=retold,
            say=say,
            say_count=say_count,
        )
