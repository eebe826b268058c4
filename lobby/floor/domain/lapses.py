"""The clock of an acknowledgement that lapses: in good time a task for the person to renew it (S430, S174c)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, clock_time, local
from lobby.branches.models import Branch
from lobby.branches.policies import policy_of
from lobby.floor import kinds
from lobby.floor.domain import deadlines, reminders
from lobby.floor.models import Deadline
from lobby.floor.models.library import NoticeAck
from lobby.floor.selectors import notices

CLOCK = "library.lapse"
RENEW = "library.lapse"
SUBJECT = "notice-ack"


def set_clock(ack: NoticeAck, *, branch: Branch, at: dt.datetime) -> None:
    """Wait for the acknowledgement to lapse, anew when it was renewed (3 statements; none for one that does not lapse)."""
    lapses_at = ack.lapses_at
    if lapses_at is None:
        return
    policy = policy_of(branch, business_date(branch, at))
    due_at = max(at, lapses_at - dt.timedelta(seconds=policy.know_how_warning_s))
    subject = (SUBJECT, ack.pk)
    deadlines.set_deadline(CLOCK, branch_id=branch.pk, subject=subject, due_at=due_at, policy=policy)
    reminders.cancel_about(subject, at=at, reason="renewed", kind=RENEW)


def when_it_rings(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Ask the person to renew it, unless the text or their part in it is gone."""
    ack = NoticeAck.objects.select_related("staff", "version__item").get(pk=deadline.subject_id)
    if ack.lapses_at is None or not notices.is_asked(ack, deadline.branch, at):
        return None
    version, branch = ack.version, deadline.branch
    reminders.create(
        ack.staff,
        branch,
        by=SYSTEM,
        at=at,
        due_at=max(at, ack.lapses_at),
        kind=RENEW,
        values={
            "title": {"zh": version.title_zh, "en": version.title_en},
            "until": f"{local(branch, ack.lapses_at):%Y-%m-%d} {clock_time(branch, ack.lapses_at)}",
        },
        subject=(SUBJECT, ack.pk),
    )
    return None


def register() -> None:
    """The clock and the task it sets; called once when Django starts."""
    deadlines.register(CLOCK, when_it_rings)
    # What lapsed reaches the head with the alert at opening, so the task itself never escalates.
    kinds.register_reminder(
        kinds.ReminderKind(
            name=RENEW,
            text=_("“{title}” lapses {until}: read it again and answer its questions"),
            lead_s=kinds.AT_ONCE,
            escalate_after_s=kinds.AT_ONCE,
            is_personal=True,
        )
    )
