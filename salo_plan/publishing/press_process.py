"""What is started as the press: `python -m salo_plan.publishing.press_process LINE PARENT`."""

import gc
import sys
from multiprocessing.connection import Connection


def without_address_grammar() -> None:
    """Let jsonschema do without its reader of internationalised addresses.

    It compiles a whole grammar when it is imported, which takes longer than all else that the press
    imports; nbformat, which brings jsonschema, checks no address.
    """
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


if __name__ == "__main__":
    without_address_grammar()
    # What is imported stays: the collector would look through it again and again for nothing.
    gc.disable()
    from salo_plan.publishing.press_room import main

    main(Connection(int(sys.argv[1])), int(sys.argv[2]))
