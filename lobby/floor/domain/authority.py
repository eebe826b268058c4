"""Using authority: within the limits at once, over them after a supervisor's approval."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import connection

from lobby.branches.authority import Limit
from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.enums import AuthorityAction, RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.amounts import yuan
from lobby.floor.bilingual import both
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import policy_at, raise_alert, resolve_about
from lobby.floor.domain.deciding import check_other, check_same_day, roles_to_ask
from lobby.floor.enums.authority import AUTHORITY_MOVES, Over, UseReason, UseStatus
from lobby.floor.errors import TooLate
from lobby.floor.errors.authority import IllegalAuthorityMove, NotForOneself, OverOwnLimit
from lobby.floor.events.authority import AUTHORITY_NEWS, AuthorityGranted, AuthorityRequested
from lobby.floor.models import AuthorityUse, Deadline
from lobby.floor.selectors import authority as selectors
from lobby.floor.wording import check_words
from lobby.live import journal

REQUESTED = "authority.requested"
LAPSE = "authority.lapse"
# Advisory lock of one person's uses: two at once would both see the month before either of them.
LOCK = 7216


def use(
    staff: Staff,
    branch: Branch,
    *,
    at: dt.datetime,
    action: AuthorityAction,
    amount: Decimal | int | str,
    reason: UseReason,
    note: str = "",
    subject: subjects.Pair | None = None,
) -> AuthorityUse:
    """Decide about an amount in yuan: granted within the person's limit and month's cap, else a supervisor is asked.

    Raises AppearanceNoted, BadAmount, SubjectUnknown.
    """
    amount = yuan(amount)
    with journal.unit(by=staff.actor, at=at):
        take_lock(staff.pk)
        month = selectors.month_of(branch, at)
        limit = selectors.limit_for(staff, branch, action, at=at)
        used = selectors.used(staff.pk, action, month=month)
        over = what_is_over(amount, used, limit)
        made = AuthorityUse.objects.create(
            branch=branch,
            staff=staff,
            action=action,
            amount=amount,
            reason=reason,
            note=check_words(note),
            status=UseStatus.REQUESTED if over else UseStatus.GRANTED,
            over=over,
            amount_limit=limit.amount,
            month_cap=limit.month_cap,
            used_before=used,
            month=month,
            at=at,
            **subjects.columns(subject, branch),
        )
        if over:
            ask(made, at=at)
            journal.record(AuthorityRequested(**news_of(made), over=over))
        else:
            journal.record(AuthorityGranted(**news_of(made)))
    return made


def what_is_over(amount: Decimal, used: Decimal, limit: Limit) -> str:
    """Which limit the amount passes, empty for none."""
    if amount > limit.amount:
        return Over.LIMIT
    if limit.month_cap is not None and used + amount > limit.month_cap:
        return Over.CAP
    return ""


def ask(made: AuthorityUse, *, at: dt.datetime) -> None:
    """Call a supervisor; whoever does not decide today does not decide at all."""
    raise_alert(
        made.branch,
        REQUESTED,
        by=made.staff.actor,
        at=at,
        subject=("authority_use", made.pk),
        values={
            "name": made.staff.name,
            "amount": str(made.amount),
            "action": both(AuthorityAction(made.action).label),
        },
        roles=roles_to_ask(made.branch, made.staff, RoleCode.TELLER_LEAD, RoleCode.HEAD),
    )
    deadlines.set_deadline(
        LAPSE,
        branch_id=made.branch_id,
        subject=("authority_use", made.pk),
        due_at=day_bounds(made.branch, business_date(made.branch, at))[1],
    )


def approve(made: AuthorityUse, *, by: Staff, at: dt.datetime, note: str = "") -> AuthorityUse:
    """A supervisor approves it, within that person's own limit at one time.

    Raises IllegalAuthorityMove, TooLate after its day, NotForOneself, OverOwnLimit.
    """
    with journal.unit(by=by.actor, at=at):
        # What is approved counts towards the month: whoever asked cannot use the rest of it at the same moment.
        take_lock(made.staff_id)
        made = locked(made)
        check_move(made, "approve")
        check_same_day(made.branch, made.at, at)
        check_other(by, made.staff_id)
        own = selectors.limit_for(by, made.branch, made.action, at=at)
        if made.amount > own.amount:
            raise OverOwnLimit(limit=own.amount)
        return decide(made, "approve", by=by, at=at, note=note)


def refuse(made: AuthorityUse, *, by: Staff, at: dt.datetime, note: str = "") -> AuthorityUse:
    """A supervisor refuses it. Raises IllegalAuthorityMove, NotForOneself."""
    with journal.unit(by=by.actor, at=at):
        made = locked(made)
        check_move(made, "refuse")
        check_other(by, made.staff_id)
        return decide(made, "refuse", by=by, at=at, note=note)


def withdraw(made: AuthorityUse, *, by: Staff, at: dt.datetime) -> AuthorityUse:
    """Take one's own back: a request while it waits, a granted use for a minute. Raises IllegalAuthorityMove, TooLate."""
    with journal.unit(by=by.actor, at=at):
        made = locked(made)
        check_move(made, "withdraw")
        if made.staff_id != by.pk:
            raise NotForOneself
        within = dt.timedelta(seconds=policy_at(made.branch, at).undo_within_s)
        if made.status == UseStatus.GRANTED and at - made.at > within:
            raise TooLate
        end_request(made, at=at)
        return move(made, "withdraw", decided_at=at)


def when_the_day_ends(deadline: Deadline, at: dt.datetime) -> None:
    """Nobody decided: the customer is gone, so is the request."""
    made = locked(AuthorityUse(pk=deadline.subject_id))
    if made.status in AUTHORITY_MOVES["lapse"][0]:
        resolve_about(("authority_use", made.pk), at=at, reason="lapsed")
        move(made, "lapse", decided_at=at)


def decide(made: AuthorityUse, verb: str, *, by: Staff, at: dt.datetime, note: str) -> AuthorityUse:
    """Write a decision down and end what waited for it."""
    end_request(made, at=at)
    return move(made, verb, decided_by=by, decided_at=at, decision_note=check_words(note))


def end_request(made: AuthorityUse, *, at: dt.datetime) -> None:
    """Stop the clock and the call for a supervisor."""
    deadlines.stop(subject=("authority_use", made.pk), at=at)
    resolve_about(("authority_use", made.pk), at=at, reason="decided")


def take_lock(staff_id: int) -> None:
    """Wait until nobody else uses this person's authority; released by the end of the transaction (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, staff_id])


def locked(made: AuthorityUse) -> AuthorityUse:
    """Read it again with its row locked (1 statement)."""
    return (
        AuthorityUse.objects.select_for_update(no_key=True, of=("self",))
        .select_related("branch", "staff")
        .get(pk=made.pk)
    )


def check_move(made: AuthorityUse, verb: str) -> UseStatus:
    """Return the state the verb leads to; raises IllegalAuthorityMove when the table does not list it."""
    sources, target = AUTHORITY_MOVES[verb]
    if made.status not in sources:
        raise IllegalAuthorityMove(status=UseStatus(made.status).label)
    return target


def move(made: AuthorityUse, verb: str, **fields: Any) -> AuthorityUse:
    """Take the verb's move, save it with the named fields and tell (1 statement). The row must be locked."""
    made.status = check_move(made, verb)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save(update_fields=["status", *fields])
    journal.record(AUTHORITY_NEWS[verb](**news_of(made)))
    return made


def news_of(made: AuthorityUse) -> dict[str, Any]:
    """The values that every event of authority carries."""
    return {
        "branch_id": made.branch_id,
        "authority_use": made.pk,
        "action": made.action,
        "amount": str(made.amount),
        "staff": made.staff_id,
    }
