"""Step 3 of LM-10: settle it on the spot with the card of four ticks, or hand out the receipt."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.access.capture import captured_for
from complaints.access.cases import complaint_for
from complaints.domain import reading
from complaints.domain.on_the_spot import settle_now
from complaints.enums.cases import Step
from complaints.forms.capture import OnTheSpotForm
from complaints.models import Complaint
from complaints.selectors.capture import first_codes, scripts_at
from complaints.selectors.clocks import shown
from complaints.views.capture import day_of
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from queueing.slips import qr_code

P = Permission


@never_cache
@login_required
@require_safe
def captured(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """The card, where the person may settle, and the receipt to print or to scan. Raises NotFound, Forbidden.

    Its address is the customer's key: whoever only looks at complaints does not get it.
    """
    assert isinstance(request.user, Staff)
    at = timezone.now()
    complaint = captured_for(request.user, complaint_id, at=at)
    day = day_of(request.user, complaint.branch)
    if P.COMPLAINT_CAPTURE not in day["held"]:
        raise Forbidden
    offers_card = may_settle(complaint, request.user, day["held"])
    if complaint.received_by_id != request.user.pk:
        write_down(complaint, request.user, names=offers_card, at=at)
    address = request.build_absolute_uri(reverse("complaints:receipt", args=[complaint.token]))
    context = {
        **day,
        "complaint": complaint,
        "may_settle": offers_card,
        "sees_case": P.COMPLAINT_VIEW in day["held"],
        "clocks": shown(complaint, at),
        "scripts": scripts_at(complaint.branch, at=at),
        "form": OnTheSpotForm(initial=first_facts(complaint)),
        "address": address,
        "qr": qr_code(address + ("?lang=en" if complaint.language.startswith("en") else "")),
    }
    return render(request, "complaints/capture/captured.html", context)


@login_required
@require_POST
def settle(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """All four ticks: registered and settled. Raises NotFound and what the verbs raise."""
    assert isinstance(request.user, Staff)
    complaint = complaint_for(request.user, complaint_id)
    form = OnTheSpotForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    settle_now(complaint, by=request.user, at=timezone.now(), **form.values)
    return done(request, redirect=reverse("complaints:captured", args=[complaint.pk]))


def write_down(complaint: Complaint, staff: Staff, *, names: bool, at: dt.datetime) -> None:
    """Somebody else than who took it down has the receipt, with the card also who complains; it is written down."""
    if names:
        reading.show(complaint, by=staff, at=at)
    else:
        reading.opened(complaint, by=staff, at=at, way=reading.RECEIPT)


def may_settle(complaint: Complaint, staff: Staff, held: set[str]) -> bool:
    """Whether the card is offered; the verbs check it again."""
    is_young = complaint.step in (Step.RECEIVED, Step.REGISTERED) and not complaint.is_major
    return is_young and P.COMPLAINT_HANDLE in held and complaint.about_staff_id != staff.pk


def first_facts(complaint: Complaint) -> dict[str, Any]:
    """What the card knows already (2 queries)."""
    return {
        "severity": complaint.severity,
        "complainant": complaint.complainant,
        "local_cause": complaint.local_cause or ("wait" if complaint.evidence.get("waited_long") else ""),
        **first_codes(complaint),
    }
