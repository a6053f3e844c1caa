"""How a report's kernel is started and spoken to, and what is known of its death."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from salo_plan.told import Told

PROCESS = "salo_plan.publishing.kernel_process"
# A local socket's path has at most about a hundred characters.
_LONGEST_FOLDER = 60


@dataclass
class Kernel:
    """What papermill needs to start the kernel, and the exit codes of kernels that died."""

    settings: dict[str, Any]
    exit_codes: list[int] = field(default_factory=list)

    @property
    def death(self) -> str:
        """How the kernel died, in words; empty when it is not known."""
        return death(self.exit_codes[-1]) if self.exit_codes else ""


def death(code: int) -> str:
    """Say how a process ended, by its exit code; a negative one is a signal's."""
    if code >= 0:
        return Told("it ended with exit code {code}", code=code)
    name = signal.Signals(-code).name
    if name == "SIGKILL":
        return Told("it was killed by SIGKILL, as the system does when memory runs out")
    return Told("it was killed by {signal}", signal=name)


@contextmanager
def report_kernel() -> Iterator[Kernel]:
    """Give a kernel that is spoken to through local sockets in a private folder.

    A port would be chosen before the kernel takes it, so that two kernels may be given the same.
    """
    from jupyter_client.manager import AsyncKernelManager

    usual = tempfile.gettempdir()
    place = usual if len(usual) <= _LONGEST_FOLDER or sys.platform == "win32" else "/tmp"
    with tempfile.TemporaryDirectory(
        prefix="salo-plan-", dir=place, ignore_cleanup_errors=True
    ) as folder:
        kernel = Kernel({})

        class ReportKernelManager(AsyncKernelManager):
            """Starts the kernel that ends with this process, and notes how it died."""

            def __init__(self, **given: Any) -> None:
                own = {"connection_file": str(Path(folder) / "kernel.json")}
                if sys.platform != "win32":
                    own["transport"] = "ipc"
                super().__init__(**{**given, **own})

            def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
                """Start our own process in the place of ipykernel's."""
                file = os.path.realpath(self.connection_file)
                return [sys.executable, "-m", PROCESS, "-f", file, *(extra_arguments or [])]

            async def is_alive(self) -> bool:  # type: ignore[override]
                """Tell whether the kernel runs; the exit code is kept when it does not."""
                code = await self.provisioner.poll() if self.provisioner else None
                if code is not None:
                    kernel.exit_codes.append(code)
                return self.has_kernel and code is None

        kernel.settings["kernel_manager_class"] = ReportKernelManager
        yield kernel
