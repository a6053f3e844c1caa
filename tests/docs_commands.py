"""The commands that the documents tell a reader to give, and how each of them is tried.

A command is a line of a fenced block in a shell's language, a line of an indented block, or a span
of code, that begins with a program. `[...]` in a command may be left out, `a|b` is a choice, and a
word in capitals stands for something of the reader's own.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
SHELLS = ("bash", "sh", "shell", "console", "powershell", "cmd")
PROGRAMS = (
    *("salo-plan", "python", "python3", "papermill", "pip", "conda", "source", ".venv", "schtasks"),
    *("systemctl", "crontab", "for", "printf", "docker", "ssh", "dask", "jupyter"),
)
# A program that is only named.
BARE = (*PROGRAMS, "salo-plan ...")

# What stands for the reader's own words.
MEANT = {
    "MONTH": "2023-09",
    "M": "2023-09",
    "INDICATOR": "unemployed_share",
    "AUDIENCE": "steering_group",
    "DATE": "2023-10-26",
    "FILE": "FILE",
    "DIR": ".",
    "N": "1",
    "URL": "http://127.0.0.1:9",
    "PATH": "outputs/2023-09/steering_group",
    "/srv/reports/salo": ".",
}

# Commands of the program that are only read, not carried out, with the reason.
READ_ONLY = {
    "lab": "it opens a browser and stays; tests/test_notebooks.py runs the notebooks",
    "fetch statfin": "tests/extracts/test_statfin_fetch.py asks a local server",
    "verify": "it makes a report again; tests/publishing/test_verifying.py does it",
    "plan --text": "the plan's whole text is not in the project; tests/plan/test_coverage.py",
    "plan new": "it never writes over a file; tests/plan/test_next_year.py",
    "report --pdf": "it needs a browser; tests/publishing/test_pdf.py has one",
    "run --scheduler": "it needs other computers; tests/publishing/test_cluster.py starts workers",
}

# Other programs' commands, by how they begin, with what checks them instead.
NOT_RUN = {
    "python3 run.py": "set-up and what follows it: tests/test_setup_script.py",
    "python run.py": "the same on Windows: untried, as the documents say",
    "source .venv/bin/activate": "a shell's own affair after the set-up",
    r".venv\Scripts\activate": "the same on Windows: untried",
    "papermill notebooks/": "a kernel of half a minute: tests/publishing/test_engines.py",
    "conda env create": "held equal to pyproject.toml by tests/test_environment.py",
    "python docs/outlook.py": "it needs the published table; docs/outlook.md is its result",
    "python -m mutmut": "a tool in an environment of its own, for hours",
    "pip install": "it needs the network; the extras are in pyproject.toml",
    "for town in": "a shell's loop around `salo-plan run --scheduler`",
    "printf": "a shell's pipe into `salo-plan run --scheduler`",
    "dask": "other computers: tests/publishing/test_cluster.py starts workers",
}


def commands_of(text: str) -> Iterator[str]:
    """Find the commands of a Markdown text, as they stand there."""
    language: str | None = None
    for line in text.replace("\\|", "|").splitlines():
        mark = re.match(r"\s*```(\S*)", line)
        if mark:
            language = None if language is not None else mark[1] or "text"
        elif language is None:
            yield from _commands_in(line)
        elif language in SHELLS and (told := line.strip()) and not told.startswith("#"):
            yield told.removeprefix("$ ").removeprefix("PS> ")


def _commands_in(line: str) -> Iterator[str]:
    indented = re.match(r" {4,}(\S.*)", line)
    spans = re.findall(r"`([^`]+)`", line)
    told = [re.split(r"\s{2,}", indented[1])[0]] if indented and not spans else spans
    for words in told:
        if re.split(r"[\s\\/]", words)[0] in PROGRAMS and words not in BARE:
            yield words


def documented() -> dict[str, str]:
    """Return every command of the documents with the first one that tells it."""
    found: dict[str, str] = {}
    for path in DOCUMENTS:
        for command in commands_of(path.read_text(encoding="utf-8")):
            found.setdefault(command, path.name)
    return found


def meant_by(command: str) -> list[list[str]]:
    """Return the calls of `salo-plan` that a command stands for: each choice, all options given."""
    whole = command.replace("[", "").replace("]", "").replace("...", "")
    choice = re.search(r"(?<=\s)[\w-]+(\|[\w-]+)+", whole)
    choices = choice[0].split("|") if choice else [""]
    calls = [whole.replace(choice[0], one) if choice else whole for one in choices]
    return [[MEANT.get(word, word) for word in shlex.split(call)[1:]] for call in calls]


def reason_not_run(command: str) -> str | None:
    """Say why a command of another program is not run; None when nobody has said so."""
    return next((why for begins, why in NOT_RUN.items() if command.startswith(begins)), None)


def reason_only_read(words: Sequence[str]) -> str | None:
    """Say why a call of `salo-plan` is read but not carried out; None when it is carried out."""
    for rare, why in READ_ONLY.items():
        first, *others = rare.split()
        if words[0] == first and all(word in words for word in others):
            return why
    return None
