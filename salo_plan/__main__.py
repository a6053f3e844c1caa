"""`python -m salo_plan` is `salo-plan`."""

from salo_plan.cli import main

main()
