"""What follow-up and messages register."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches import demo, landing, shipped
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch
from lobby.floor import goals, kinds, menu
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from lobby.live import journal
from marketing.demo import follow as demo_data
from marketing.domain.follow import following, rounds, ruling
from marketing.domain.follow.moving import REMINDER
from marketing.domain.messages import reminding, sending
from marketing.selectors.follow import upkeep
from queueing.domain.appointments import sending as notices

P = Permission


def list_address(branch: Branch) -> str:
    """The follow-up list of a branch."""
    return reverse("marketing:follow-up", args=[branch.code])


def pipeline_address(branch: Branch) -> str:
    """The four stages of appointment marketing."""
    return reverse("marketing:pipeline", args=[branch.code])


def messages_address(branch: Branch) -> str:
    """The messages of a branch."""
    return reverse("marketing:messages", args=[branch.code])


def card_address(pk: int) -> str:
    """A follow-up in the tablet's detail dialog."""
    return reverse("marketing:follow-up-card", args=[pk])


ENTRY = menu.Entry(
    name="follow-up",
    title=pgettext_lazy("menu", "Follow-up"),
    icon="phone-outgoing",
    address=list_address,
    place=107,
    permission=P.CUSTOMER_VIEW,
)
TILES = (
    landing.Tile(
        name="follow-up",
        title=_("Follow-up"),
        note=_("Whom to get in touch with, overdue first"),
        icon="phone-outgoing",
        address=list_address,
        place=26,
        permission=P.CUSTOMER_VIEW,
    ),
    landing.Tile(
        name="pipeline",
        title=_("Appointment marketing"),
        note=_("Pick, invite, prepare, follow up"),
        icon="calendar-heart",
        address=pipeline_address,
        place=27,
        permission=P.ADVICE_GIVE,
    ),
    landing.Tile(
        name="messages",
        title=_("Messages"),
        note=_("Approved messages, a test to yourself, the outbox"),
        icon="message-square-text",
        address=messages_address,
        place=67,
        permission=P.MARKETING_VIEW,
    ),
)


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
    kinds.register_subject("follow_up", card_address)
    menu.register(ENTRY)
    for tile in TILES:
        landing.register(tile)
    goals.register_upkeep(upkeep)
    demo.register(demo_data.write)
    deadlines.register(rounds.CLOCK, rounds.when_branch_opens)
    shipped.register("follow-up", lambda _branch, _at, _begins: ruling.install())
    notices.use(notices.to_journal, reminding.remind)
    journal.subscribe("customer.consent_withdrawn", following.when_consent_is_withdrawn)
    journal.subscribe("appointment.completed", following.when_meeting_is_over)
    journal.subscribe("appointment.reopened", following.when_meeting_goes_on)
    for news in ("reminder.taken", "reminder.done", "reminder.cancelled"):
        journal.subscribe(news, following.when_reminder_moves)
