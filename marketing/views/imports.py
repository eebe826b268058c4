"""The page of imports: send a file, try it first, read what was wrong."""

from __future__ import annotations

import csv

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.errors import Invalid, LobbyError, NotFound
from lobby.branches.middleware import wants_json
from lobby.branches.models import Branch, Staff
from lobby.customers.domain.importing import uploads
from lobby.customers.domain.importing.columns import ZH, Column
from lobby.customers.models import CustomerImport
from marketing.forms.cards import ImportForm
from marketing.views.portrait.finding import day_of

P = Permission
SHOWN, PROBLEMS_SHOWN = 20, 50


def runs_of(staff: Staff) -> QuerySet[CustomerImport]:
    """The imports a person sent, the newest first."""
    return CustomerImport.objects.filter(by=staff).order_by("-created_at", "-pk")


def run_for(staff: Staff, run_id: int) -> CustomerImport:
    """One of them. Raises NotFound."""
    run = runs_of(staff).filter(pk=run_id).first()
    if run is None:
        raise NotFound
    return run


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The form, the last imports, and with `?run=` what was wrong in one. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.CUSTOMER_IMPORT)
    wished = request.GET.get("run", "")
    is_number = wished.isascii() and wished.isdigit() and len(wished) < 19
    return show(request, request.user, branch, run_for(request.user, int(wished)) if is_number else None)


def show(
    request: HttpRequest, staff: Staff, branch: Branch, run: CustomerImport | None = None, refusal: str = ""
) -> HttpResponse:
    """The page with one import, the last where none is named; a refusal is said above the form."""
    runs = list(runs_of(staff)[:SHOWN])
    run = run or next(iter(runs), None)
    context = {
        **day_of(staff, branch, current="imports"),
        "runs": runs,
        "run": run,
        "problems": list(run.problems.all()[:PROBLEMS_SHOWN]) if run else [],
        "is_open": any(one.status in uploads.OPEN for one in runs),
        "columns": [(one.value, ZH[one]) for one in Column],
        "limit_mb": uploads.LIMIT_BYTES // (1024 * 1024),
        "refusal": refusal,
    }
    return render(request, "marketing/cards/imports.html", context)


@login_required
@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Take a file; what cannot be taken is said where it was sent. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.CUSTOMER_IMPORT)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return refuse(request, request.user, branch, Invalid(reason=next(iter(form.errors.values()))[0]))
    said = form.cleaned_data
    try:
        run = uploads.begin(said["file"].file, by=request.user, at=timezone.now(), is_dry_run=said["is_dry_run"])
    except LobbyError as refusal:
        return refuse(request, request.user, branch, refusal)
    return done(
        request,
        _("The file is taken; the result stands here in a moment."),
        redirect=reverse("marketing:imports", args=[branch.code]) + f"?run={run.pk}",
    )


def refuse(request: HttpRequest, staff: Staff, branch: Branch, refusal: LobbyError) -> HttpResponse:
    """The page again with what was wrong; a program gets the refusal itself. Raises LobbyError."""
    if wants_json(request):
        raise refusal
    answer = show(request, staff, branch, refusal=str(refusal.detail))
    answer.status_code = refusal.status
    return answer


@never_cache
@login_required
@require_safe
def problems(request: HttpRequest, run_id: int) -> HttpResponse:
    """Everything that was wrong, as CSV; what stood in the file is not in it. Raises NotFound."""
    assert isinstance(request.user, Staff)
    run = run_for(request.user, run_id)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="import-{run.pk}.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer)
    rows.writerow([_("line"), _("column"), _("reason"), _("refused")])
    for one in run.problems.iterator():
        rows.writerow([one.line, one.column, one.get_reason_display(), _("yes") if one.is_refused else _("no")])
    return answer
