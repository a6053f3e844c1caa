"""What runs as a report's kernel: ipykernel, made to end with the process that started it.

Ipykernel looks for its parent once a second from a thread, which a cell that never lets go of the
interpreter keeps from running; so the system itself is asked to kill the kernel, where it can.
"""

import ctypes
import logging
import os
import signal
import sys
from contextlib import suppress

_SET_PARENT_DEATH_SIGNAL = 1


def end_with_parent(parent: int) -> None:
    """Ask Linux to kill this process when its parent dies; other systems are left to ipykernel."""
    if sys.platform != "linux":
        return
    with suppress(OSError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if parent != os.getppid():
        sys.exit(1)  # It died before it could be asked.


if __name__ == "__main__":
    end_with_parent(int(os.environ.get("JPY_PARENT_PID", os.getppid())))
    from ipykernel import kernelapp

    # A kernel is interrupted when it is shut down, which is no error to tell of; what goes wrong
    # in a cell comes with the cell's own messages.
    kernelapp.launch_new_instance(log_level=logging.CRITICAL)
