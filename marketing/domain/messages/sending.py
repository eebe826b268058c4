"""The outbox goes out: each message is claimed, handed over outside of any transaction, and settled.

A worker that dies between leaves a claim that another one takes when its time is over: a message may then come twice,
with the same key, and is never lost.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import partial

import structlog

from lobby.branches.actors import SYSTEM
from lobby.customers.enums.profile import ConsentPurpose
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.domain.sweeping import apart
from lobby.floor.enums.library import IN_FORCE
from lobby.live import journal
from marketing.domain import contacting
from marketing.domain.contact_hours import next_time
from marketing.domain.messages.moving import cancelled, move, news_of
from marketing.domain.messages.writing import address_of, has_agreed, opt_out_link, text_of
from marketing.enums.messages import OPEN_MESSAGES, CancelCause, MessageStatus
from marketing.enums.prompts import Silence
from marketing.errors.contacting import Silenced
from marketing.events.messages import MessageFailed, MessageSent
from marketing.models import Message
from marketing.selectors.terms import in_force
from marketing.senders import DeliveryFailed, Parcel, sender_of

log = structlog.get_logger(__name__)

BATCH = 100
# Longer than a sender may take, so that a claim that is over belongs to a dead worker.
CLAIM = dt.timedelta(minutes=5)
# Claims count from the beginning of a sweep: it ends while the last one still has most of its time.
SWEEP_LASTS_S = 60.0
MINUTE = dt.timedelta(minutes=1)
BACK_OFF = (1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 240 * MINUTE)
MOST_ATTEMPTS = len(BACK_OFF) + 1
# After so many failures one after the other the sender is left alone until the next sweep.
MOST_TROUBLES = 3
FAILED = "message.failed"
ALERTS_ABOUT = "messages"
SILENCED = {
    Silence.NO_CONSENT: CancelCause.NO_CONSENT,
    Silence.COOL_OFF: CancelCause.COOL_OFF,
    Silence.FREQUENCY: CancelCause.FREQUENCY,
}


def deliver_due(*, at: dt.datetime, limit: int = BATCH) -> int:
    """Send what is due, longest due first, for a minute at most; returns how many rows were handled.

    Safe to run side by side.
    """
    due = Message.objects.filter(due_at__lte=at, ended_at__isnull=True).order_by("due_at", "pk")
    handled, troubles, ends = 0, 0, time.monotonic() + SWEEP_LASTS_S
    for pk in list(due.values_list("pk", flat=True)[:limit]):
        claims: list[Message] = []
        handled += apart(partial(prepare, pk, claims, at=at), failed="message_claim_failed", message=pk)
        for message in claims:
            is_sent = apart(partial(deliver, message, at=at), failed="message_failed", message=pk)
            troubles = 0 if is_sent else troubles + 1
        if troubles >= MOST_TROUBLES:
            log.warning("sender_in_trouble", handled=handled)
            return 0
        if time.monotonic() >= ends:
            break
    return handled


def prepare(pk: int, claims: list[Message], *, at: dt.datetime) -> bool:
    """Look at a due message once more: call it off, put it off, or claim it; False when somebody else has it."""
    with journal.unit(by=SYSTEM, at=at):
        rows = Message.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
        rows = rows.select_related("branch", "customer", "version")
        message = rows.filter(pk=pk, due_at__lte=at, status__in=OPEN_MESSAGES).first()
        if message is None:
            return False
        cause = next(filter(None, (rule(message, at) for rule in RULES)), None)
        if cause is not None:
            cancelled(message, cause, ended_at=at)
            return True
        may_go = at if message.is_at_once else next_time(message.branch, at, in_force(at))
        if may_go > at:
            move(message, "postpone", due_at=may_go)
            return True
        if message.attempts >= MOST_ATTEMPTS:
            # Its last claim was never settled.
            move(message, "claim")
            give_up(message, message.trouble or "worker_lost", at=at)
            return True
        claims.append(move(message, "claim", attempts=message.attempts + 1, due_at=at + CLAIM))
    return True


def deliver(message: Message, *, at: dt.datetime) -> bool:
    """Hand a claimed message over, and settle it; False when that failed."""
    name, sender = sender_of(message.way)
    trouble, is_final = "", False
    try:
        sender(parcel_of(message))
    except DeliveryFailed as failure:
        trouble, is_final = failure.code, failure.is_final
    except Exception:
        log.exception("sender_broken", message=message.pk, sender=name)
        trouble = "sender_broken"
    settle(message, name, trouble, is_final=is_final, at=at)
    return not trouble or is_final


def parcel_of(message: Message) -> Parcel:
    """The message as it goes out."""
    is_offer = message.purpose == ConsentPurpose.MARKETING
    return Parcel(
        key=message.delivery_key,
        way=message.way,
        to=address_of(message),
        title=message.title,
        text=text_of(message),
        language=message.language,
        opt_out=opt_out_link(message) if is_offer else "",
    )


def settle(claimed: Message, sender: str, trouble: str, *, is_final: bool, at: dt.datetime) -> None:
    """Write down what became of an attempt, unless a later one began meanwhile."""
    with journal.unit(by=SYSTEM, at=at):
        rows = Message.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "customer", "by")
        message = rows.filter(pk=claimed.pk, status=MessageStatus.SENDING, attempts=claimed.attempts).first()
        if message is None:
            return
        if not trouble:
            move(message, "deliver", sender=sender, trouble="", ended_at=at)
            journal.record(MessageSent(**news_of(message)))
            note_contact(message, at=at)
        elif is_final or message.attempts >= MOST_ATTEMPTS:
            give_up(message, trouble, at=at, sender=sender)
        else:
            wait = BACK_OFF[message.attempts - 1]
            move(message, "retry", sender=sender, trouble=trouble, due_at=at + wait)


def note_contact(message: Message, *, at: dt.datetime) -> None:
    """An offer that went out is a contact; what silenced the customer this very moment leaves none (0–5 statements)."""
    if message.customer is None or message.purpose != ConsentPurpose.MARKETING:
        return
    try:
        contacting.record(message.customer, branch=message.branch, by=SYSTEM, at=at, way=message.way, staff=message.by)
    except Silenced:
        log.info("message_crossed_silence", message=message.pk)


def give_up(message: Message, trouble: str, *, at: dt.datetime, sender: str = "") -> None:
    """It cannot be sent; one alert for all of a branch until somebody has looked."""
    move(message, "fail", sender=sender, trouble=trouble, ended_at=at)
    journal.record(MessageFailed(**news_of(message), trouble=trouble))
    if not message.is_test:
        about = (ALERTS_ABOUT, message.branch_id)
        raise_alert(message.branch, FAILED, by=SYSTEM, at=at, subject=about, values={"trouble": trouble})


def too_late(message: Message, at: dt.datetime) -> CancelCause | None:
    """What it tells of is over."""
    return CancelCause.TOO_LATE if message.until is not None and at >= message.until else None


def not_approved(message: Message, at: dt.datetime) -> CancelCause | None:
    """Its wording was withdrawn or has expired; one that a newer wording replaced was approved all the same."""
    version = message.version
    if version is None or version.superseded_by_id is not None:
        return None
    is_in_force = version.status in IN_FORCE and version.expires_at is not None and version.expires_at > at
    return None if is_in_force else CancelCause.WITHDRAWN


def not_agreed(message: Message, at: dt.datetime) -> CancelCause | None:
    """The customer has not agreed, or took it back since."""
    if message.customer is None or has_agreed(message.customer, message.purpose):
        return None
    return CancelCause.NO_CONSENT


def silenced(message: Message, at: dt.datetime) -> CancelCause | None:
    """Nobody offers anything while a complaint is open, after a "no", or too often (0–2 queries)."""
    if message.customer is None or message.purpose != ConsentPurpose.MARKETING:
        return None
    silence = contacting.may_contact(message.customer, branch=message.branch, at=at, family=message.family)
    return SILENCED.get(silence, CancelCause.HELD) if silence is not None else None


def without_address(message: Message, at: dt.datetime) -> CancelCause | None:
    """There is no number or address any more."""
    return None if address_of(message) else CancelCause.NO_ADDRESS


RULES: tuple[Callable[[Message, dt.datetime], CancelCause | None], ...] = (
    too_late,
    not_approved,
    not_agreed,
    silenced,
    without_address,
)
