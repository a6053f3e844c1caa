"""Into the outbox each message goes exactly once, wherever a run is killed."""

import os
import shutil
import signal
import stat
import sys

import pytest

from salo_plan.publishing.mail import choosing, outbox, sending
from salo_plan.publishing.mail.outbox import Outbox

from .workshop import PUBLIC, Office, parsed

WATCHED = {module.__file__ for module in (choosing, outbox, sending)}
ROWS = ("ohjausryhmä;a@example.org;fi", "ohjausryhmä;b@example.org;fi", "julkinen;c@example.org;fi")


@pytest.fixture
def office(tmp_path) -> Office:
    made = Office(tmp_path)
    made.issue()
    made.issue(PUBLIC)
    return made.recipients(*ROWS)


def test_a_message_file_is_a_draft_with_a_lasting_name_that_only_its_owner_reads(office):
    office.send()
    assert len(office.outbox) == 3
    for name, content in office.outbox.items():
        assert name.endswith(".eml")
        assert parsed(content)["X-Unsent"] == "1"
        if os.name == "posix":
            mode = (office.outputs / "outbox" / name).stat().st_mode
            assert stat.S_IMODE(mode) == 0o600


def test_a_second_run_writes_nothing_even_if_the_first_ones_files_were_taken_away(office):
    assert office.send().sent == 3
    for path in (office.outputs / "outbox").iterdir():
        path.unlink()
    assert office.send().sent == 0
    assert office.outbox == {}


def test_a_message_that_is_there_stays_as_it_is(office):
    office.send()
    before = office.outbox
    place = Outbox(office.outputs).place(next(iter(before)).removesuffix(".eml"))
    place.write_bytes(b"taken up by hand")
    (office.outputs / "ledger.sqlite").unlink()
    assert office.send().sent == 3
    assert place.read_bytes() == b"taken up by hand"


def test_a_full_disk_is_a_refusal_that_is_tried_again(office, monkeypatch):
    def full(path, content):
        path.write_bytes(content[:100])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "_write", full)
        assert office.send().refused == 3
    assert not [name for name in office.outbox if name.endswith(".eml")]
    assert office.told("refused")[0]["reason"].endswith("No space left on device")
    assert office.send().sent == 3
    assert len(office.outbox) == 3


def _killed_at(line: int, office: Office) -> bool:
    """Send in a child that kills itself before its so manieth line; False when it got through."""
    child = os.fork()
    if child == 0:
        left = line

        def count(frame, event, _):
            nonlocal left
            if frame.f_code.co_filename not in WATCHED:
                return None
            if event == "line":
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return count

        sys.settrace(count)
        office.send()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_killed_at_any_line_leaves_each_message_once(office, tmp_path_factory):
    whole = Office(tmp_path_factory.mktemp("whole"))
    shutil.copytree(office.folder, whole.folder, dirs_exist_ok=True)
    whole.send()
    line, kills = 1, 0
    while True:
        again = Office(tmp_path_factory.mktemp("killed"))
        shutil.copytree(office.folder, again.folder, dirs_exist_ok=True)
        if not _killed_at(line, again):
            break
        half = again.outbox
        again.send()
        assert again.outbox == whole.outbox, line
        assert not again.told("doubtful"), line
        assert all(half[name] == again.outbox[name] for name in half if name.endswith(".eml"))
        assert again.send().sent == 0
        line, kills = line + 11, kills + 1
    assert kills > 15
