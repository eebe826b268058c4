"""The branch head's list of tickets: what stands behind the counts of the page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.kpi.forms import DayForm
from queueing.forms.head import TicketFilterForm
from queueing.selectors import appointment_report, head

ROWS_A_PAGE = 50


@never_cache
@login_required
@require_GET
def ticket_list(request: HttpRequest, code: str) -> HttpResponse:
    """Tickets of a business day by state, class, service and counter. Raises UnknownBranch, Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.KPI_VIEW)
    form = TicketFilterForm(request.GET, branch)
    day = form.day_or(business_date(branch, timezone.now()))
    rows = head.listed(branch, day, form.filters)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "queueing/head/ticket_list.html", {"branch": branch, "form": form, "day": day, "page": page})


@never_cache
@login_required
@require_GET
def appointment_capacity(request: HttpRequest, code: str) -> HttpResponse:
    """Offered, booked and used places of a fortnight (`?day=` is its last day). Raises UnknownBranch, Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.KPI_VIEW)
    day = DayForm(request.GET).day_or(business_date(branch, timezone.now()))
    rows, whole = appointment_report.report(branch, until=day)
    context = {"branch": branch, "day": day, "rows": rows, "whole": whole}
    return render(request, "queueing/appointments/report.html", context)
