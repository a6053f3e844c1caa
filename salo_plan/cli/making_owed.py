"""Making what is owed, for the commands that do: at once done when nothing has changed."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salo_plan.cli.making_options import Making, hiring
from salo_plan.cli.options import gathered
from salo_plan.cli.telling import warn

if TYPE_CHECKING:
    from salo_plan.plan.model import Plan
    from salo_plan.publishing.desk import Desk
    from salo_plan.publishing.events import RunResult, Tell


def make_owed(
    desk: "Desk",
    workspace: Path,
    plan: "Plan",
    day: date,
    listener: "Tell",
    plan_file: str,
    making: Making,
) -> "RunResult":
    """Make all that is owed by a day; nothing is read again where nothing has changed."""
    from salo_plan.publishing.events import tell_run
    from salo_plan.publishing.standing import Reckoning, Standing

    reckoning = Reckoning.of(workspace, plan, day)
    kept = reckoning.kept()
    if kept and not kept.to_make and not desk.replayed and (desk.outputs / "index.html").is_file():
        warn(kept.warnings)
        return tell_run(day, kept.owed, (), listener)
    with hiring(making, workspace, plan_file) as hire:
        from salo_plan.publishing.running import run_owed

        material = gathered(plan, workspace)
        result = run_owed(material, desk, workspace, day, listener, plan=plan_file, hire=hire)
    if not result.failed:
        reckoning.keep(Standing(result.left, material.warnings))
    return result
