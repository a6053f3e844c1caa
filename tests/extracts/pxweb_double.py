"""A statistics service on this machine: the committed figures, under the names of a given year."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from werkzeug import Request, Response

FOLDER = "/PxWeb/api/v1/fi/StatFin/tyonv"
COMMITTED = Path(__file__).parents[2] / "data/raw/statfin"
SECRET = "..."


@dataclass(frozen=True)
class Names:
    """What the service calls its tables and variables."""

    file: str
    area: str
    time: str
    content: str
    breakdowns: tuple[str, str]


BEFORE_2026 = Names(
    "statfin_tyonv_pxt_{}.px", "Alue", "Kuukausi", "Tiedot", ("Sukupuoli", "Ikäryhmät")
)
SINCE_2026 = Names(
    "{}.px", "alue_kunta", "timeperiod_m", "contentscode", ("sukupuoli", "ikaryhma_5v")
)

Cells = dict[tuple[str, str, str], str]
Answer = dict[str, list[dict]]


def committed_cells(table: str) -> Cells:
    """The committed figures of a table by month, area and content; an empty cell is secret."""
    header, *lines = (COMMITTED / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    contents = header.split(";")[3:]
    cells: Cells = {}
    for line in lines:
        month, area, _, *figures = line.split(";")
        for content, figure in zip(contents, figures, strict=True):
            cells[month.replace("-", "M"), area, content] = figure or SECRET
    return cells


@dataclass
class Double:
    """Answers GET and POST as PxWeb v1 does; `faults` are used up one a call, before it answers."""

    names: Names
    tables: dict[str, Cells] = field(
        default_factory=lambda: {t: committed_cells(t) for t in ("12r5", "12u4")}
    )
    now: Callable[[], float] = lambda: 0.0
    twist: Callable[[Answer], object] = lambda answer: None
    metadata_twist: Callable[[dict], object] = lambda metadata: None
    faults: list[Response] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    asked_cells: list[int] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        """Answer one call."""
        self.calls.append((request.method, request.path))
        self.times.append(self.now())
        if self.faults:
            return self.faults.pop(0)
        for table, cells in self.tables.items():
            if request.path == f"{FOLDER}/{self.names.file.format(table)}":
                if request.method == "GET":
                    return self._metadata(table, cells)
                return self._figures(table, cells, json.loads(request.data))
        return Response("not here", 404)

    def variables(self, table: str, cells: Cells) -> dict[str, list[str]]:
        """The variables of a table and their values; 12u4 has breakdowns, everybody is SSS."""
        month, area, content = (list(dict.fromkeys(part)) for part in zip(*cells, strict=True))
        parts = {"12r5": {}, "12u4": {key: ["SSS", "1", "2"] for key in self.names.breakdowns}}
        return {
            self.names.area: sorted({*area, "KU734", "KU020", "SSS"}),
            **parts[table],
            self.names.time: month,
            self.names.content: ["TYOTON", *content],
        }

    def _metadata(self, table: str, cells: Cells) -> Response:
        variables = [
            {"code": code, "text": code, "values": values, "valueTexts": list(values)}
            | ({"time": True} if code == self.names.time else {})
            for code, values in self.variables(table, cells).items()
        ]
        metadata = {"title": f"{table} title", "variables": variables}
        self.metadata_twist(metadata)
        return _json(metadata)

    def _figures(self, table: str, cells: Cells, query: dict) -> Response:
        assert query["response"] == {"format": "json"}
        asked = {part["code"]: part["selection"]["values"] for part in query["query"]}
        offered = self.variables(table, cells)
        if asked.keys() != offered.keys() or any(
            not set(values) <= set(offered[code]) for code, values in asked.items()
        ):
            return Response("bad query", 400)
        names, contents = self.names, asked[self.names.content]
        places = [(m, a) for a in asked[names.area] for m in asked[names.time]]
        self.asked_cells.append(len(places) * len(contents))
        totals = [code for code in offered if code in names.breakdowns]
        columns = [{"code": names.time, "type": "t"}, {"code": names.area, "type": "d"}]
        columns += [{"code": code, "type": "d"} for code in totals]
        columns += [{"code": code, "type": "c"} for code in reversed(contents)]
        rows = [
            {
                "key": [month, area, *("SSS" for _ in totals)],
                "values": [cells[month, area, content] for content in reversed(contents)],
            }
            for month, area in reversed(places)
        ]
        answer = {"columns": columns, "comments": [], "data": rows}
        self.twist(answer)
        return _json(answer)


def _json(data: object) -> Response:
    return Response("\ufeff" + json.dumps(data), content_type="application/json")
