"""The help button: one call, one alert, and the customer hears when somebody comes.

The alert is where staff answer: taking it accepts the call, being done with it ends the call. Both follow the alert's
news inside its transaction, so that neither can say something else than the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Zone
from lobby.floor import kinds
from lobby.floor.bilingual import both
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.enums import Severity
from lobby.floor.enums.care import HELP_MOVES, OPEN_HELP, HelpReason, HelpSource, HelpStatus
from lobby.floor.errors.care import IllegalHelpMove, OwnCall, TooManyCalls
from lobby.floor.events import AlertAccepted, AlertReopened, AlertResolved
from lobby.floor.events.care import HELP_NEWS, HelpAsked
from lobby.floor.models import HelpRequest
from lobby.live import journal
from lobby.live.events import Event

CUSTOMER_HELP = "care.help"
COUNTER_HELP = "care.counter_help"
SUBJECT = "help"
# What a customer may press within a while; staff and kiosks stand in the hall and are not limited.
CALLS, WITHIN = 5, dt.timedelta(minutes=30)

ALERT_KINDS = (
    kinds.AlertKind(
        name=CUSTOMER_HELP,
        text=_("Help wanted: {place}"),
        title=_("Help wanted by a customer"),
        help=_("Go there; the customer is told that somebody is coming."),
        severity=Severity.ATTENTION,
        roles=(RoleCode.LM, RoleCode.LMA),
        accept_within="help_accept_s",
    ),
    kinds.AlertKind(
        name=COUNTER_HELP,
        text=_("{place} asks for help: {reason}"),
        title=_("Help wanted at a counter"),
        help=_("Go to the counter."),
        severity=Severity.ATTENTION,
        roles=(RoleCode.TELLER_LEAD, RoleCode.LM),
        accept_within="help_accept_s",
    ),
)


def ask(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    source: HelpSource,
    subject: tuple[str, int],
    place: Mapping[str, str],
    zone: Zone | None = None,
    reason: HelpReason = HelpReason.ANY,
) -> HelpRequest:
    """Call somebody; while the call is open, pressing again returns it and changes nothing (1 query).

    `place` says in both languages where to go. Raises TooManyCalls for a phone.
    """
    with journal.unit(by=by, at=at):
        if (running := open_call(subject)) is not None:
            return running
        if source == HelpSource.PHONE:
            check_calls(subject, at=at)
        call, is_new = HelpRequest.objects.get_or_create(
            subject_type=subject[0],
            subject_id=subject[1],
            status__in=OPEN_HELP,
            defaults={
                "branch": branch,
                "day": business_date(branch, at),
                "source": source,
                "reason": reason,
                "zone": zone,
                "status": HelpStatus.ASKED,
                "asked_at": at,
                "asked_by_id": by.staff_id,
            },
        )
        if is_new:
            journal.record(HelpAsked(**news_of(call), reason=reason))
            tell_staff(call, place, at=at)
    return call


def tell_staff(call: HelpRequest, place: Mapping[str, str], *, at: dt.datetime) -> None:
    """One alert, to the reception, or from a counter to its supervisor."""
    kind = COUNTER_HELP if call.source == HelpSource.COUNTER else CUSTOMER_HELP
    values = {"place": dict(place), "reason": both(HelpReason(call.reason).label)}
    raise_alert(call.branch, kind, by=SYSTEM, at=at, subject=(SUBJECT, call.pk), values=values, zone=call.zone)


def withdraw(call: HelpRequest, *, by: Actor, at: dt.datetime) -> HelpRequest:
    """Nobody needs to come any more. Raises IllegalHelpMove."""
    with journal.unit(by=by, at=at):
        call = move(locked(call.pk), "withdraw", ended_at=at)
        resolve_about((SUBJECT, call.pk), at=at, reason="withdrawn")
    return call


def end_day(event: Event, by: Actor, at: dt.datetime) -> None:
    """The business day is over: nobody waits for help any more."""
    waiting = HelpRequest.objects.filter(branch=event.branch_id, status__in=OPEN_HELP)
    # Locked before they are judged: what somebody ends meanwhile is left out.
    for call in waiting.select_for_update(no_key=True).order_by("pk"):
        withdraw(call, by=SYSTEM, at=at)


def alert_accepted(event: Event, by: Actor, at: dt.datetime) -> None:
    """Whoever takes the alert comes (no query for other alerts). Raises OwnCall."""
    assert isinstance(event, AlertAccepted)
    if (call := call_of(event)) is None or call.status not in HELP_MOVES["accept"][0]:
        return
    if by.staff_id is not None and by.staff_id == call.asked_by_id:
        raise OwnCall
    move(call, "accept", accepted_at=at, accepted_by_id=by.staff_id)


def alert_resolved(event: Event, by: Actor, at: dt.datetime) -> None:
    """The call is over with its alert (no query for other alerts).

    Whoever says so without having taken it was there all the same: that was the answer.
    """
    assert isinstance(event, AlertResolved)
    if by.kind != "staff" or (call := call_of(event)) is None or call.status not in HELP_MOVES["finish"][0]:
        return
    is_answer = call.accepted_at is None and by.staff_id != call.asked_by_id
    answered = {"accepted_at": at, "accepted_by_id": by.staff_id} if is_answer else {}
    move(call, "finish", ended_at=at, **answered)


def alert_reopened(event: Event, by: Actor, at: dt.datetime) -> None:
    """It was not over after all (no query for other alerts); a newer call of the same subject stands for both."""
    assert isinstance(event, AlertReopened)
    if (call := call_of(event)) is None or call.status not in HELP_MOVES["reopen"][0]:
        return
    if open_call((call.subject_type, call.subject_id)) is None:
        move(call, "reopen", ended_at=None)


def call_of(event: AlertAccepted | AlertResolved | AlertReopened) -> HelpRequest | None:
    """The call behind an alert, locked (1 statement); None for alerts about something else."""
    if event.kind not in {CUSTOMER_HELP, COUNTER_HELP}:
        return None
    return locked(int(event.about.removeprefix(f"{SUBJECT}:")))


def open_call(subject: tuple[str, int]) -> HelpRequest | None:
    """The open call of a subject (1 query)."""
    calls = HelpRequest.objects.filter(subject_type=subject[0], subject_id=subject[1], status__in=OPEN_HELP)
    return calls.select_related("branch").first()


def check_calls(subject: tuple[str, int], *, at: dt.datetime) -> None:
    """Raises TooManyCalls when the button was pressed anew too often lately (1 query)."""
    lately = HelpRequest.objects.filter(subject_type=subject[0], subject_id=subject[1], asked_at__gt=at - WITHIN)
    if lately.count() >= CALLS:
        raise TooManyCalls


def lock_before_alert(call_id: int) -> None:
    """What the floor locks before an alert of a call: whoever withdraws it comes from the call to the alert."""
    locked(call_id)


def locked(call_id: int) -> HelpRequest:
    """Read the call again with its row locked (1 statement)."""
    return HelpRequest.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=call_id)


def move(call: HelpRequest, verb: str, **fields: Any) -> HelpRequest:
    """Take the verb's move, save it with the named fields and tell (1 statement). Raises IllegalHelpMove."""
    sources, target = HELP_MOVES[verb]
    if call.status not in sources:
        raise IllegalHelpMove(status=HelpStatus(call.status).label)
    call.status = target
    for name, value in fields.items():
        setattr(call, name, value)
    call.save(update_fields=["status", *(name.removesuffix("_id") for name in fields)])
    journal.record(HELP_NEWS[verb](**news_of(call)))
    return call


def news_of(call: HelpRequest) -> dict[str, Any]:
    """The values that every event of a call carries."""
    about = f"{call.subject_type}:{call.subject_id}"
    return {"branch_id": call.branch_id, "help": call.pk, "about": about, "source": call.source}
