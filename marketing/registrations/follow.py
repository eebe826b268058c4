"""What follow-up and messages register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches import shipped
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from lobby.live import journal
from marketing.domain.follow import following, rounds, ruling
from marketing.domain.follow.moving import REMINDER
from marketing.domain.messages import reminding, sending
from queueing.domain.appointments import sending as notices


def register() -> None:
    """Fill the registries."""
    kinds.register_reminder(
        kinds.ReminderKind(
            name=REMINDER, text=_("Get in touch with a customer: {why}"), lead_s=kinds.AT_ONCE, is_personal=True
        )
    )
    kinds.register_alert(
        kinds.AlertKind(
            name=sending.FAILED,
            title=_("Messages to customers do not go out"),
            text=_("A message could not be sent ({trouble})"),
            help=_("Look at the outbox; tell the customer another way and the system's administrator what it says"),
            severity=Severity.ATTENTION,
            roles=(RoleCode.LM,),
            is_timed=False,
        )
    )
    deadlines.register(rounds.CLOCK, rounds.when_branch_opens)
    shipped.register("follow-up", lambda _branch, _at, _begins: ruling.install())
    notices.use(notices.to_journal, reminding.remind)
    journal.subscribe("customer.consent_withdrawn", following.when_consent_is_withdrawn)
    journal.subscribe("appointment.completed", following.when_meeting_is_over)
    journal.subscribe("appointment.reopened", following.when_meeting_goes_on)
    for news in ("reminder.taken", "reminder.done", "reminder.cancelled"):
        journal.subscribe(news, following.when_reminder_moves)
