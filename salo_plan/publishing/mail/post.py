"""The post of a run: the way out by the settings, all that is to be sent, and the notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.plan.model import Plan
from salo_plan.publishing.desk import Desk
from salo_plan.publishing.events import Watch
from salo_plan.publishing.mail.choosing import MOST_ATTEMPTS
from salo_plan.publishing.mail.notice import operator_notice
from salo_plan.publishing.mail.outbox import Outbox
from salo_plan.publishing.mail.sending import Sent, send_issues, tell_again
from salo_plan.publishing.mail.settings import MailSettings, read_settings
from salo_plan.publishing.mail.smtp import Smtp
from salo_plan.publishing.mail.transport import Transport, UnreachableError


@dataclass(frozen=True, slots=True)
class Post:
    """The settings and the way out that they ask for."""

    settings: MailSettings
    transport: Transport


def open_post(environment: Mapping[str, str], workspace: Path) -> Post:
    """Read the settings; without a mail server messages go into outputs/outbox/."""
    settings = read_settings(environment)
    if settings.smtp:
        return Post(settings, Smtp(settings.smtp))
    return Post(settings, Outbox(workspace / "outputs"))


def send_and_notify(post: Post, desk: Desk, workspace: Path, plan: Plan, watch: Watch) -> Sent:
    """Send what is issued, then tell the operator of all troubles of the run.

    What a killed run did not come to tell is told by the next one.
    """
    try:
        tell_again(desk, workspace, plan, watch)
        sent = send_issues(
            desk, workspace, plan, watch, post.transport, sender=post.settings.sender
        )
    except DataError:
        watch({"event": "recipients_refused"})
        raise
    finally:
        is_told = _notify(post, desk, plan, watch)
    if is_told:
        desk.ledger.tell(MOST_ATTEMPTS)
    return sent


def _notify(post: Post, desk: Desk, plan: Plan, watch: Watch) -> bool:
    """Write to the operator, if there are troubles; False when the notice did not leave."""
    if not watch.troubles or not post.settings.operator:
        # Without an operator's address the log is all that tells.
        return True
    at = datetime.now(UTC).replace(microsecond=0)
    notice = operator_notice(watch.troubles, plan, post.settings.operator, post.settings.sender, at)
    try:
        post.transport.ready()
        state = post.transport.send(notice).state
    except UnreachableError:
        # Then it waits for somebody to look.
        state = Outbox(desk.outputs).send(notice).state
    finally:
        post.transport.close()
    if state == "sent":
        watch({"event": "notified"})
    return state == "sent"
