"""The day's checks and one run."""

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
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor import checking, menu
from lobby.floor.access.alerts import roles_at
from lobby.floor.access.checks import may_do, may_sign, run_for, sees
from lobby.floor.enums.checks import TO_DO, CheckKind, CheckStatus, When
from lobby.floor.forms.checks import CheckDayForm
from lobby.floor.models import ChecklistRun
from lobby.floor.selectors.checks import templates_of
from lobby.floor.selectors.checks.lists import patrols_of_day, runs_of_day, subject_of
from lobby.floor.selectors.checks.register import register_of
from lobby.floor.selectors.checks.runs import Row, Sheet, sheet_of


@never_cache
@login_required
@require_safe
def day_list(request: HttpRequest, code: str) -> HttpResponse:
    """The runs of a business day (`?day=`, `?kind=`). Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.CHECK_DO)
    today = business_date(branch, at)
    form = CheckDayForm(request.GET)
    day = form.day_or(today)
    kind = form.cleaned_data.get("kind", "") if form.is_valid() else ""
    roles = roles_at(request.user, branch)
    lines = [line for line in runs_of_day(branch, day, kind=kind) if sees(line.run, roles, request.user)]
    context = {
        **page_of(request.user, branch),
        "day": day,
        "kind": kind,
        "yesterday": day - dt.timedelta(days=1),
        "tomorrow": day + dt.timedelta(days=1) if day < today else None,
        "to_do": [line for line in lines if line.status in (*TO_DO, CheckStatus.SCHEDULED)],
        "done": [line for line in lines if line.status not in (*TO_DO, CheckStatus.SCHEDULED)],
        "patrols": patrols_of_day(branch, day),
        "by_hand": by_hand(branch, day, roles) if day == today else [],
    }
    return render(request, "floor/checks/day.html", context)


def by_hand(branch: Branch, day: dt.date, roles: set[str]) -> list[Any]:
    """The checklists that a person with these roles may begin when wanted (1 query)."""
    versions = templates_of(branch, day)
    return [
        version
        for version in versions
        if version.when == When.AD_HOC and not version.subject and roles & set(version.roles)
    ]


@never_cache
@login_required
@require_safe
def run_page(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run: to be carried out, or to be read and signed. Raises NotFound."""
    assert isinstance(request.user, Staff)
    run = run_for(request.user, run_id)
    sheet = sheet_of(run)
    shown = told(sheet, timezone.now())
    context = {
        **page_of(request.user, run.branch),
        "run": run,
        "subject": subject_of(run),
        "sheet": sheet,
        "groups": [(name, [row_of(row, shown) for row in rows]) for name, rows in sheet.groups],
        **rights_of(request.user, run, sheet),
    }
    return render(request, "floor/checks/run.html", context)


def page_of(staff: Staff, branch: Branch) -> dict[str, Any]:
    """What every page of checks has."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "menu": menu.links_for(branch, held, current="checks"),
        "timezone": branch.timezone,
        "may_sign_here": Permission.CHECK_SIGN in held,
        "may_edit": Permission.CHECK_EDIT in held,
    }


def rights_of(staff: Staff, run: ChecklistRun, sheet: Sheet) -> dict[str, bool]:
    """What the person may do with the run as it is now."""
    status = CheckStatus(run.status)
    took_part = staff.pk == run.submitted_by_id or any(
        row.result and row.result.answered_by_id == staff.pk for row in sheet.rows
    )
    does = may_do(staff, run)
    is_own = status == CheckStatus.REJECTED and run.submitted_by_id != staff.pk
    handed_in = status == CheckStatus.SUBMITTED
    signs = handed_in and may_sign(staff, run)
    lacks_second = handed_in and run.version.needs_two and run.second_by_id is None
    return {
        "may_answer": status in (*TO_DO, CheckStatus.IN_PROGRESS) and not is_own and (does or staff.pk in run.people),
        "answers_all": does,
        "may_open": status == CheckStatus.SCHEDULED and does,
        "may_second": lacks_second and staff.pk != run.submitted_by_id and (does or signs),
        "may_decide": signs and not took_part and staff.pk != run.second_by_id,
        "may_sign_off": signs and not took_part and staff.pk != run.second_by_id and not lacks_second,
        "took_part": signs and took_part,
        "lacks_second": lacks_second,
    }


Told = dict[str, Any]


def told(sheet: Sheet, at: dt.datetime) -> Told:
    """What is known about the items, once for each thing they look at, and what became of issues."""
    abouts = {row.item.about for row in sheet.rows if row.item.about}
    return {
        "known": {about: checking.known_about(sheet.run.branch, about, at) for about in sorted(abouts)},
        "states": checking.states_of(row.result for row in sheet.rows if row.result),
    }


def row_of(row: Row, shown: Told) -> dict[str, Any]:
    """A row with what is known about its item and what can be done about its issue."""
    known = shown["known"].get(row.item.about, [])
    acts_on = row.is_issue and row.result is not None and row.result.run.kind != CheckKind.MYSTERY
    actions = checking.actions_for(row.item.about) if acts_on else []
    return {
        "row": row,
        "known": known,
        "asks_reason": any(one.is_wrong for one in known) or bool(row.result and row.result.reason),
        "actions": actions if row.result and not row.result.action else [],
        "state": shown["states"].get(row.result.pk, "") if row.result else "",
    }


@never_cache
@login_required
@require_safe
def safety(request: HttpRequest, code: str) -> HttpResponse:
    """The safety register. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.CHECK_DO)
    areas = register_of(branch, business_date(branch, at))
    context = {**page_of(request.user, branch), "areas": areas, "open": sum(area.open for area in areas), "now": at}
    return render(request, "floor/checks/safety.html", context)
