"""A town that lives through the 14 months: it receives, runs, is killed, and has mail refused."""

import json
import random
import sqlite3
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from salo_plan.publishing.ledger import LEDGER, open_ledger
from tests.publishing.mail.server import free_port
from tests.publishing.mail.workshop import HEAD
from tests.workspaces import Workspace

from .days import AWAY, MOODY, busy_days, moments
from .driving import Start, run, run_and_kill
from .post_office import PostOffice
from .received import CORRECTIONS, Report, monthly

READERS = {
    "steering_group": ("puheenjohtaja@example.org", "jasen@example.org"),
    "public": ("viestinta@example.org",),
    "staff": ("esihenkilo@example.org",),
    "management_group": ("johtaja@example.org",),
    "city_board": ("kaupunginhallitus@example.org", "lautakunta@example.org"),
}
MOST_KILLS = 2


@dataclass
class Town:
    """A workspace, its mail server, and how long the runs of each day took."""

    folder: Path
    office: PostOffice
    quick: bool = True
    seconds: dict[datetime, float] = field(default_factory=dict)
    kills: int = 0
    half_moved: int = 0

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.folder)
        self.outputs = self.folder / "outputs"
        rows = (f"{group};{to};fi\n" for group, people in READERS.items() for to in people)
        list_ = HEAD + "".join(rows)
        (self.folder / "vastaanottajat.csv").write_text(list_, encoding="utf-8")
        self._waiting = sorted((*monthly(), *CORRECTIONS), key=lambda item: item.day)

    def live(self, days: tuple[date, ...]) -> None:
        """Live through the days without any trouble."""
        for day in days:
            self._receive(day)
            for moment in moments(day):
                code, self.seconds[moment] = run(self.start(moment))
                assert code == 0, day

    def live_in_trouble(self, days: tuple[date, ...], usual: "Town", chance: random.Random) -> None:
        """Live through the same days with kills and with a mail server that has its days.

        A killed run is started again on the same day or, when nothing is received in between, on
        the next day of a run.
        """
        busy = busy_days()
        for day, following in zip(days, (*days[1:], None), strict=True):
            self._receive(day)
            self.office.moody = day in MOODY
            for moment in moments(day):
                start = self.start(moment, free_port() if day == AWAY else self.office.port)
                killed = False
                for _ in range(chance.randint(0, MOST_KILLS) if day in busy else 0):
                    # Within the usual time: a run after one that was ready has too little to do
                    # to be met by a kill.
                    killed = run_and_kill(start, chance.uniform(0, 0.9) * usual.seconds[moment])
                    self.kills += killed
                    self.half_moved += killed and self._is_half_moved
                if killed and following and self._nothing_comes_until(following):
                    continue
                code, _ = run(start)
                assert code in (0, 1)
        assert run(self.start(moments(days[-1])[0]))[0] == 0, "something was left to the last run"

    def start(self, moment: datetime, port: int = 0) -> Start:
        """Tell what a run at a moment finds: this town's folder and mail server."""
        return Start(self.folder, moment, port or self.office.port, self.quick)

    def events(self, name: str) -> list[dict]:
        """List what the runs have told; a killed run may have left half a line."""
        return [event for event in self._told() if event["event"] == name]

    def issued(self) -> dict[Report, list[int]]:
        """List the versions of each report in the order of their issue."""
        found: dict[Report, list[int]] = {}
        with open_ledger(self.outputs) as ledger:
            assert not ledger.intents()
            for entry in ledger.issued():
                found.setdefault((entry.audience, entry.month), []).append(entry.version)
        return found

    def deliveries(self) -> dict[tuple[Report, int, str], str]:
        """Tell the state of each message: of which report's version, to whom."""
        with open_ledger(self.outputs) as ledger:
            return {
                ((entry.audience, entry.month), entry.version, to): known.state
                for entry in ledger.issued()
                for to, known in ledger.deliveries(entry.id).items()
            }

    def page(self, report: Report, version: int) -> bytes:
        """Read the page of a version, wherever it lies."""
        audience, month = report
        folder = self.outputs / month / audience
        newest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["version"]
        place = folder if version == newest else folder / f"v{version}"
        return (place / "report.html").read_bytes()

    def files(self) -> dict[str, bytes]:
        """Read all that lies in outputs/ but the ledger, moments of issue and waiting notices."""
        found = {}
        for path in sorted(self.outputs.rglob("*")):
            name = path.relative_to(self.outputs).as_posix()
            if path.is_dir() or name.startswith((".lock", LEDGER, "outbox/operator-")):
                continue
            content = path.read_bytes()
            if path.name == "manifest.json":
                manifest = json.loads(content)
                del manifest["issued"]
                content = json.dumps(manifest).encode()
            found[name] = content
        return found

    def _receive(self, day: date) -> None:
        while self._waiting and self._waiting[0].day <= day:
            item = self._waiting.pop(0)
            self.workspace.write(item.name, item.content)

    def _nothing_comes_until(self, day: date) -> bool:
        return not self._waiting or self._waiting[0].day > day

    @property
    def _is_half_moved(self) -> bool:
        """Whether a killed run has left an intent; the ledger is looked at, not opened for use."""
        if not (self.outputs / LEDGER).is_file():
            return False
        with sqlite3.connect(self.outputs / LEDGER) as rows:
            try:
                return bool(rows.execute("SELECT 1 FROM issue WHERE placed = 0").fetchone())
            except sqlite3.OperationalError:
                return False

    def _told(self) -> list[dict]:
        found = []
        for line in self._log().splitlines():
            if line.startswith('{"event"') and line.endswith("}"):
                found.append(json.loads(line))
        return found

    def _log(self) -> str:
        log = self.folder / "run.log"
        return log.read_text(encoding="utf-8") if log.is_file() else ""
