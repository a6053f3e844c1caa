"""Set up Salo Plan and start it; needs nothing but Python (on Windows: `python run.py`).

python3 run.py                  set up, then make the reports
python3 run.py year [OPTIONS]   set up, then make the 31 reports of the made-up example year
python3 run.py setup            only set up: the folder .venv, as requirements.lock says
python3 run.py lab [OPTIONS]    set up, then open JupyterLab on the notebooks
python3 run.py test [OPTIONS]   check all (--all: slow tests too; others: -- PYTEST_OPTIONS)
python3 run.py bench [OPTIONS]  measure all side by side and write docs/benchmarks.md (an hour)
"""

import difflib
import hashlib
import os
import re
import signal
import sqlite3
import sys
import sysconfig
from pathlib import Path
from subprocess import PIPE, STDOUT, call, run

ROOT = Path(__file__).resolve().parent
VENV, VERSION = ROOT / ".venv", tuple(sys.version_info[:3])
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / ("python.exe" if os.name == "nt" else "python"))
STAMP, LOCK, DEV_LOCK = VENV / "setup-done", "requirements.lock", "requirements-dev.lock"
ENVIRONMENT = {**os.environ, "PYTHONUTF8": "1", "JUPYTER_PREFER_ENV_PATH": "1", "PIP_USER": "0"}
ENVIRONMENT["PATH"] = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
ADVICE = {  # what the failing program says: what to do about it
    "ensurepip": "On Debian and Ubuntu: sudo apt install python3-venv",
    "do not match the hashes": "A package differs from the tested one. Start again; if it stays "
    "so, tell whoever keeps your package mirror. Do not go around this check.",
    "No space left": "The disk is full: about 1 GB is needed.",
    "no matching dist|connect|timed? ?out|ssl|proxy": "The package index does not "
    "answer or lacks a package. Check the network, and mirror and proxy in `pip config list`.",
    "": "Close what uses .venv (JupyterLab, an editor), delete the folder .venv and start again.",
}


def step(name, *command):
    """Run one step of the set-up; when it fails, say which it was and what to do."""
    print(f"{name} ...", flush=True)
    done = run(command, env=ENVIRONMENT, stdout=PIPE, stderr=STDOUT)
    if done.returncode:
        output = done.stdout.decode("utf-8", "replace").strip()
        advice = next(ADVICE[words] for words in ADVICE if re.search(words, output, re.I))
        sys.exit(f"{output[-2000:]}\n\nThis step failed: {name}.\n{advice}")


def set_up(lock):
    """Leave .venv as `lock` and pyproject.toml say; do nothing when it already is so."""
    texts = [(ROOT / name).read_text("utf-8") for name in (LOCK, DEV_LOCK, "pyproject.toml")]
    place = "\n".join([str(ROOT), sys.version, sysconfig.get_platform()])
    wanted = [hashlib.sha256(text.encode()).hexdigest() for text in (place, "".join(texts))]
    # Of the standard library's file locks only SQLite's is the same on Windows and elsewhere.
    with sqlite3.connect(ROOT / ".setup.lock", timeout=1) as turn:
        try:
            turn.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            print("Waiting for another set-up of this folder to end ...", flush=True)
            turn.execute("PRAGMA busy_timeout = 900000")
            turn.execute("BEGIN EXCLUSIVE")
        done = STAMP.read_text().split() if STAMP.exists() and Path(PYTHON).exists() else []
        if done[:2] == wanted and lock in done:
            return
        STAMP.unlink(missing_ok=True)
        if done[:1] != wanted[:1]:
            step("Making .venv", sys.executable, "-m", "venv", "--clear", str(VENV))
        pip_lock = VENV / "pip.lock"
        pip_lock.write_text(re.search(r"^pip==(.*\\\n)+.*\n", texts[0], re.M).group())
        install = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input"]
        hashed = [*install, "--require-hashes", "--only-binary=:all:", "--requirement"]
        step("Updating pip in .venv", *hashed, str(pip_lock))
        step(f"Installing {lock} (about a minute the first time)", *hashed, str(ROOT / lock))
        project = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        step("Installing salo-plan itself", *install, *project)
        STAMP.write_text("\n".join([*wanted, LOCK, lock]))


def check(options):
    """Run every check, also after one that failed; return 1 if any did."""
    given = [option for option in options if option not in ("--all", "--")]
    pytest = ["pytest", "-n2", "--dist=loadfile", *["-m", ""] * ("--all" in options), *given]
    style, layout = ["ruff", "check", "."], ["ruff", "format", "--check", "."]
    commands = (style, layout, ["mypy", "--strict", "salo_plan"], pytest)
    failed = [c[0] for c in commands if call([PYTHON, "-m", *c], env=ENVIRONMENT)]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    return 1 if failed else 0


def main(command="welcome", *options):
    """Do what the user asks and return the exit code."""
    if not (3, 11) <= VERSION[:2] <= (3, 13):
        sys.exit(
            "Salo Plan needs Python 3.11, 3.12 or 3.13; this is {}.{}.{}.\nStart it with one of "
            "those: python3.12 run.py (Windows: py -3.12 run.py)".format(*VERSION)
        )
    if command in ("-h", "--help"):
        return print(__doc__)
    commands = ("welcome", "year", "setup", "lab", "test", "bench")
    if command not in commands:
        nearest = difflib.get_close_matches(command, commands[1:], 1, 0)[0]
        print(f"run.py: no command '{command}'; did you mean '{nearest}'?", file=sys.stderr)
        return 2
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a traceback
    os.chdir(ROOT)
    set_up(DEV_LOCK if command in ("test", "bench") else LOCK)
    if command == "setup":
        return print(f"Ready: {BIN / 'salo-plan'}")
    if command == "test":
        return check(options)
    words = [PYTHON, "-m", *(["bench"] if command == "bench" else ["salo_plan", command]), *options]
    if os.name == "posix":  # signals and exit code are then those of the command itself
        os.execve(PYTHON, words, ENVIRONMENT)
    return call(words, env=ENVIRONMENT)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
