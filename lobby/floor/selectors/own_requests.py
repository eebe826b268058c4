"""What somebody at a counter asked for, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from lobby.floor.amounts import told
from lobby.floor.enums.authority import UseStatus
from lobby.floor.enums.bills import BillStatus
from lobby.floor.enums.fraud import CheckStatus
from lobby.floor.selectors.authority import USES
from lobby.floor.selectors.fraud import CHECKS
from lobby.floor.selectors.seizures import BILLS, SEIZURES

# A decision stands beside the counter until whoever asked has surely seen it.
SEEN_AFTER = dt.timedelta(minutes=10)
MOST = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what, how it stands (`look` is a mark), since when, where more can be read, where it is taken back."""

    key: str
    what: str
    state: str
    look: str
    since: dt.datetime
    note: str = ""
    address: str = ""
    undo: str = ""


def own_requests(branch_id: int, staff_id: int, *, at: dt.datetime) -> list[Asked]:
    """A person's requests that wait or were decided in the last minutes, newest first (4 queries)."""
    fresh = at - SEEN_AFTER
    found = [
        *waivers(branch_id, staff_id, fresh),
        *checks(branch_id, staff_id, fresh),
        *bills(branch_id, staff_id, fresh),
    ]
    found += own_seizures(branch_id, staff_id)
    return sorted(found, key=lambda one: one.since, reverse=True)[:MOST]


def waivers(branch_id: int, staff_id: int, fresh: dt.datetime) -> list[Asked]:
    """Requests for approval."""
    uses = USES.filter(branch=branch_id, staff=staff_id, over__gt="").exclude(status="withdrawn")
    looks = {"requested": "attention", "approved": "fine", "refused": "late"}
    return [
        Asked(
            f"use-{one.pk}",
            f"{one.get_action_display()} {told(one.amount)}",
            str(one.get_status_display()),
            looks.get(one.status, "off"),
            one.decided_at or one.at,
            one.decision_note,
            undo=reverse("floor:waiver-withdraw", args=[one.pk]) if one.status == UseStatus.REQUESTED else "",
        )
        for one in uses.filter(Q(status="requested") | Q(decided_at__gte=fresh))[:MOST]
    ]


def checks(branch_id: int, staff_id: int, fresh: dt.datetime) -> list[Asked]:
    """Reviews of signs of fraud."""
    rows = CHECKS.filter(branch=branch_id, asked_by=staff_id)
    rows = rows.filter(Q(status=CheckStatus.IN_REVIEW) | Q(decided_at__gte=fresh))
    looks = {CheckStatus.IN_REVIEW: "attention", CheckStatus.RELEASED: "fine", CheckStatus.STOPPED: "late"}
    return [
        Asked(
            f"check-{one.pk}",
            str(one._meta.verbose_name).capitalize(),
            str(one.get_status_display()),
            looks.get(CheckStatus(one.status), "off"),
            one.decided_at or one.asked_at,
            one.decision,
        )
        for one in rows[:MOST]
    ]


def bills(branch_id: int, staff_id: int, fresh: dt.datetime) -> list[Asked]:
    """Doubtful bills."""
    rows = BILLS.filter(branch=branch_id, asked_by=staff_id).exclude(status=BillStatus.WITHDRAWN)
    looks = {"waiting": "attention", "examining": "info", "genuine": "fine", "doubtful": "attention", "fake": "late"}
    return [
        Asked(
            f"bill-{one.pk}",
            f"{one.get_kind_display()} {one.bill_no}",
            str(one.get_status_display()),
            looks[one.status],
            one.ended_at or one.accepted_at or one.asked_at,
            one.finding or (one.examiner.name if one.examiner else ""),
            undo=reverse("floor:bill-withdraw", args=[one.pk]) if one.status == BillStatus.WAITING else "",
        )
        for one in rows.filter(Q(ended_at=None) | Q(ended_at__gte=fresh))[:MOST]
    ]


def own_seizures(branch_id: int, staff_id: int) -> list[Asked]:
    """Seizures of this person that are not in custody yet."""
    rows = SEIZURES.filter(branch=branch_id, found_by=staff_id, custody_at=None, ended_at=None).prefetch_related(None)
    return [
        Asked(
            f"seizure-{one.pk}",
            str(one._meta.verbose_name).capitalize(),
            str(one.get_status_display()),
            "late",
            one.found_at,
            address=reverse("floor:seizure", args=[one.pk]),
        )
        for one in rows[:MOST]
    ]
