"""Loaded by the process that runs are forked from, so that none of them has to get ready anew.

Nothing here starts a thread, which a forked process would be without.
"""

import tempfile
from pathlib import Path

from salo_plan import wording
from salo_plan.fingerprints import code_hash
from salo_plan.messages import say
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.mail import post, recipients
from tests.publishing.mail.workshop import HEAD

from . import driving

READY = (driving, post, code_hash(), wording.figure(59.95, "%", 1), say("no data"))

with tempfile.TemporaryDirectory() as folder:
    listed = f"{HEAD}julkinen;lukija@example.org;fi\n"
    (Path(folder) / "vastaanottajat.csv").write_text(listed, encoding="utf-8")
    recipients.current_recipients(Path(folder), read_plan())
