"""The page of decisions, what the tablet shows of each, the teller's sheet, and the month for the head."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.authority import limit_of
from lobby.branches.calendar import business_date
from lobby.branches.enums import AuthorityAction, Permission
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor import menu, subjects
from lobby.floor.access.alerts import roles_at
from lobby.floor.access.cash import bill_for, check_for, seizure_for, use_for
from lobby.floor.enums.authority import UseReason
from lobby.floor.enums.bills import RESULTS, BillDoubt, BillKind
from lobby.floor.enums.fraud import FraudSign
from lobby.floor.enums.seizures import PieceKind
from lobby.floor.forms.cash import FOUND_REASONS
from lobby.floor.forms.months import MonthForm
from lobby.floor.panels.decisions import SCREEN
from lobby.floor.selectors import authority, fraud, seizures
from lobby.floor.views.acting import staff_of
from lobby.floor.views.day import live_day

# Denominations of the renminbi, largest first: what is found most often comes first as well.
NOTES = (100, 50, 20, 10, 5, 1)


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What waits for a second pair of eyes, live. Raises UnknownBranch, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    branch = access.branch_for(staff, code, Permission.CASH_SEIZE)
    return render(request, "floor/cash/decisions.html", live_day(staff, branch, SCREEN, at=at))


@never_cache
@login_required
@require_safe
def counter_acts(request: HttpRequest, code: str) -> HttpResponse:
    """The inside of the teller's sheet, about the customer at the counter or nobody (`?about=ticket:12`).

    Raises UnknownBranch, Forbidden, SubjectUnknown.
    """
    staff, at = staff_of(request), timezone.now()
    branch = access.branch_for(staff, code, Permission.CASH_SEIZE)
    pair = subjects.read(request.GET.get("about", ""))
    context = {
        "branch": branch,
        "about": f"{pair[0]}:{pair[1]}" if pair else "",
        "subject": subjects.found(pair, branch) if pair else None,
        "told": told_about(pair) if pair else {},
        "limits": limits_of(staff, branch, at=at),
        "policy": policy_of(branch, business_date(branch, at)),
        **CHOICES,
    }
    return render(request, "floor/cash/counter_acts.html", context)


CHOICES = {
    "use_reasons": UseReason.choices,
    "piece_kinds": PieceKind.choices,
    "notes": NOTES,
    "reasons": FOUND_REASONS,
    "bill_kinds": BillKind.choices,
    "doubts": BillDoubt.choices,
    "signs": FraudSign.choices,
}


def told_about(pair: subjects.Pair) -> dict[str, Any]:
    """What was written down about a customer before (5 queries)."""
    return {
        "uses": authority.about(pair)[:5],
        "seizures": seizures.seizures_about(pair)[:5],
        "bills": seizures.bills_about(pair)[:5],
        "check": fraud.open_check(pair),
    }


def limits_of(staff: Staff, branch: Branch, *, at: dt.datetime) -> list[tuple[str, str, Any, Any]]:
    """Each action with the person's limit and what the month has used of it (2 queries, and 2 for each action)."""
    month, roles, date = authority.month_of(branch, at), roles_at(staff, branch), business_date(branch, at)
    return [
        (
            action.value,
            str(action.label),
            limit_of(branch, roles, action, date=date),
            authority.used(staff.pk, action, month=month),
        )
        for action in AuthorityAction
    ]


@never_cache
@login_required
@require_safe
def use(request: HttpRequest, row_id: int) -> HttpResponse:
    """The inside of the detail dialog for a request for approval. Raises NotFound, Forbidden."""
    made = use_for(staff_of(request), row_id, Permission.AUTHORITY_APPROVE)
    return render(request, "floor/cash/_detail_use.html", {"use": made})


@never_cache
@login_required
@require_safe
def seizure(request: HttpRequest, row_id: int) -> HttpResponse:
    """The inside of the detail dialog for a seizure. Raises NotFound, Forbidden."""
    return render(request, "floor/cash/_detail_seizure.html", {"seizure": seizure_for(staff_of(request), row_id)})


@never_cache
@login_required
@require_safe
def bill(request: HttpRequest, row_id: int) -> HttpResponse:
    """The inside of the detail dialog for a doubtful bill. Raises NotFound, Forbidden."""
    check = bill_for(staff_of(request), row_id)
    results = [(one.value, one.label) for one in RESULTS]
    return render(request, "floor/cash/_detail_bill.html", {"bill": check, "results": results})


@never_cache
@login_required
@require_safe
def review(request: HttpRequest, row_id: int) -> HttpResponse:
    """The inside of the detail dialog for signs of fraud. Raises NotFound, Forbidden."""
    return render(request, "floor/cash/_detail_check.html", {"check": check_for(staff_of(request), row_id)})


@never_cache
@login_required
@require_safe
def month(request: HttpRequest, code: str) -> HttpResponse:
    """Seizures, fraud and waivers of a month (`?month=2026-03`). Raises UnknownBranch, Forbidden, Invalid."""
    staff = staff_of(request)
    branch = access.branch_for(staff, code, Permission.KPI_VIEW)
    first, last = MonthForm(request.GET).bounds(business_date(branch, timezone.now()))
    context = {
        "branch": branch,
        "menu": menu.links_for(branch, access.permissions_at(staff, branch), current="cash-month"),
        "first": first,
        "earlier": first - dt.timedelta(days=1),
        "later": last + dt.timedelta(days=1),
        "seizures": seizures.seizures_between(branch, first, last),
        "talks": fraud.talks_between(branch, first, last),
        "prevented": fraud.prevented(branch, first, last),
        "cases": fraud.CASES.filter(branch=branch, day__range=(first, last)).order_by("-opened_at"),
        "uses": authority.of_month(branch, first),
    }
    return render(request, "floor/cash/month.html", context)
