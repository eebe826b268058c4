"""From the find at the counter to custody, in the order that the law fixes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lobby.branches.calendar import business_date, day_bounds, working_day_after
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Invalid
from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import policy_at, raise_alert, resolve_about
from lobby.floor.domain.deciding import check_other, roles_to_ask
from lobby.floor.domain.seizures.moving import check_move, check_one_of_two, locked, move, news_of
from lobby.floor.domain.seizures.pieces import Piece, checked
from lobby.floor.domain.seizures.reporting import drop_tasks, to_report
from lobby.floor.enums.seizures import ReportReason
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.seizures import NotInView, VoucherTaken
from lobby.floor.events.seizures import SeizureFound
from lobby.floor.models import Seizure, SeizurePiece
from lobby.live import journal

FOUND = "seizure.found"
WINDOW = "seizure.appraisal_window"


@dataclass(frozen=True, slots=True)
class Voucher:
    """What stands on the official voucher; a customer who does not sign is written down, the steps go on."""

    number: str
    customer_name: str
    customer_identity: str
    has_signed: bool


def find(
    staff: Staff,
    branch: Branch,
    *,
    at: dt.datetime,
    pieces: Iterable[Piece],
    reasons: Iterable[ReportReason] = (),
    clue: str = "",
    subject: subjects.Pair | None = None,
) -> Seizure:
    """Counterfeit money at a counter: a second person is called; enough pieces or another reason make the report's tasks.

    Raises NoPieces, BadPiece, SubjectUnknown.
    """
    rows = checked(pieces)
    with journal.unit(by=staff.actor, at=at):
        seizure = Seizure.objects.create(
            branch=branch,
            day=business_date(branch, at),
            found_by=staff,
            found_at=at,
            clue=clue.strip(),
            **subjects.columns(subject, branch),
        )
        for row in rows:
            row.seizure = seizure
        SeizurePiece.objects.bulk_create(rows)
        count = sum(row.count for row in rows)
        journal.record(SeizureFound(**news_of(seizure), pieces=count))
        raise_alert(
            branch,
            FOUND,
            by=staff.actor,
            at=at,
            subject=("seizure", seizure.pk),
            values={"name": staff.name, "pieces": count},
            roles=roles_to_ask(branch, staff, RoleCode.TELLER_LEAD, RoleCode.HEAD),
        )
        many = [ReportReason.MANY] if count >= policy_at(branch, at).seizure_report_notes else []
        return to_report(seizure, [*many, *reasons], at=at)


def join(seizure: Seizure, *, second: Staff, at: dt.datetime) -> Seizure:
    """Another person looks at it and stands by from now on. Raises IllegalSeizureMove, NotForOneself."""
    with journal.unit(by=second.actor, at=at):
        seizure = locked(seizure)
        check_move(seizure, "join")
        check_other(second, seizure.found_by_id)
        resolve_about(("seizure", seizure.pk), at=at, reason="joined", among=[FOUND])
        return move(seizure, "join", second=second, joined_at=at)


def dismiss(seizure: Seizure, *, second: Staff, at: dt.datetime, reason: str) -> Seizure:
    """Another person finds it genuine before anything was marked.

    Raises ReasonMissing, IllegalSeizureMove, NotForOneself.
    """
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=second.actor, at=at):
        seizure = locked(seizure)
        check_move(seizure, "dismiss")
        check_other(second, seizure.found_by_id)
        drop_tasks(seizure, at=at)
        return move(seizure, "dismiss", second=second, joined_at=at, ended_at=at, outcome=reason.strip())


def mark(seizure: Seizure, *, by: Staff, at: dt.datetime, in_view: bool) -> Seizure:
    """Stamped, coins and foreign money sealed, before the customer's eyes. Raises NotInView, IllegalSeizureMove."""
    if not in_view:
        raise NotInView
    with journal.unit(by=by.actor, at=at):
        seizure = locked(seizure)
        check_move(seizure, "mark")
        check_one_of_two(seizure, by)
        return move(seizure, "mark", in_view=True, marked_at=at)


def write_voucher(seizure: Seizure, *, by: Staff, at: dt.datetime, voucher: Voucher) -> Seizure:
    """The official voucher is written. Raises Invalid, VoucherTaken, IllegalSeizureMove."""
    number = voucher.number.strip()
    if not number or not voucher.customer_name.strip() or not voucher.customer_identity.strip():
        raise Invalid(reason=_("number, name and identity paper are on the voucher"))
    with journal.unit(by=by.actor, at=at):
        seizure = locked(seizure)
        check_move(seizure, "voucher")
        check_one_of_two(seizure, by)
        if Seizure.objects.filter(branch=seizure.branch_id, voucher_no=number).exists():
            raise VoucherTaken
        return move(
            seizure,
            "voucher",
            voucher_no=number,
            customer_name=voucher.customer_name.strip(),
            customer_identity=voucher.customer_identity.strip(),
            has_signed=voucher.has_signed,
            vouchered_at=at,
        )


def inform(seizure: Seizure, *, by: Staff, at: dt.datetime) -> Seizure:
    """The customer is told until when an appraisal can be asked for: so many working days after the marking.

    Raises IllegalSeizureMove.
    """
    with journal.unit(by=by.actor, at=at):
        seizure = locked(seizure)
        check_move(seizure, "inform")
        check_one_of_two(seizure, by)
        assert seizure.marked_at is not None
        policy = policy_at(seizure.branch, at)
        marked_on = business_date(seizure.branch, seizure.marked_at)
        until = working_day_after(seizure.branch, marked_on, policy.appraisal_days)
        deadlines.set_deadline(
            WINDOW,
            branch_id=seizure.branch_id,
            subject=("seizure", seizure.pk),
            due_at=day_bounds(seizure.branch, until)[1],
            policy=policy,
        )
        return move(seizure, "inform", informed_at=at, appraisal_until=until)


def hand_over(seizure: Seizure, *, custodian: Staff, at: dt.datetime) -> Seizure:
    """The custodian has it now: not whoever found it. Raises IllegalSeizureMove, NotForOneself."""
    with journal.unit(by=custodian.actor, at=at):
        seizure = locked(seizure)
        check_move(seizure, "hand_over")
        check_other(custodian, seizure.found_by_id)
        return move(seizure, "hand_over", custodian=custodian, custody_at=at)
