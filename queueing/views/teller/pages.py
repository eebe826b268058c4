"""The teller's page: the workstation of an open session, else the choice of a counter."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Service, Staff
from lobby.floor.enums.care import COUNTER_REASONS
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing import desk_parts
from queueing.access import session_of
from queueing.enums import PauseReason, ReturnReason
from queueing.errors import TellerElsewhere
from queueing.forms.teller import OUTCOMES, ShortcutsForm
from queueing.models import CounterSession
from queueing.views.teller.own import staff_of

OTHER_BRANCHES = 12


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`/teller/`; `?branch=` chooses where to open a counter. A session that is open already is where one works."""
    staff = staff_of(request)
    session = session_of(staff)
    if session is not None:
        return workstation(request, staff, session)
    branch = branch_to_work_at(staff, request.GET.get("branch"))
    others = access.branches_for(staff, Permission.COUNTER_WORK).exclude(pk=branch.pk)[:OTHER_BRANCHES]
    page = live("counter-choice", staff, branch)
    return render(request, "queueing/teller/choose.html", {"branch": branch, "other_branches": others, **page})


def workstation(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """The page of an open session. Raises TellerElsewhere where the right to work there was taken away meanwhile."""
    branch = session.branch
    page = live("counter", staff, branch)
    if Permission.COUNTER_WORK not in page["panel_scope"].audience.permissions:
        raise TellerElsewhere(name=staff.name, counter=session.counter.name, branch=branch.name)
    services = list(Service.objects.filter(branch=branch, is_active=True))
    held = page["panel_scope"].audience.permissions
    context = {
        "session": session,
        "services": services,
        "services_in_force": [service for service in services if service.pk in session.services_in_force],
        "pause_reasons": PauseReason.choices,
        "help_reasons": [(one.value, one.label) for one in COUNTER_REASONS],
        "return_reasons": ReturnReason.choices,
        "outcomes": OUTCOMES,
        "desk_parts": desk_parts.desk_parts(held),
        "desk_dialogs": desk_parts.desk_dialogs(session, held=held),
        **page,
    }
    return render(request, "queueing/teller/desk.html", context)


def live(screen: str, staff: Staff, branch: Branch) -> dict[str, Any]:
    """What makes the page live for this person."""
    held = frozenset(access.permissions_at(staff, branch))
    audience = Audience(language=get_language() or "zh-hans", person=staff.pk, permissions=held)
    return live_page(screen, branch, audience, at=timezone.now())


def branch_to_work_at(staff: Staff, code: str | None) -> Branch:
    """The asked branch, else the home branch, else the first where the person may work at a counter.

    Raises UnknownBranch, Forbidden.
    """
    if code:
        return access.branch_for(staff, code, Permission.COUNTER_WORK)
    mine = access.branches_for(staff, Permission.COUNTER_WORK)
    branch = mine.filter(staff=staff).first() or mine.first()
    if branch is None:
        raise Forbidden
    return branch


@login_required
@require_POST
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Turn the keys on or off for this person, at every counter."""
    form = ShortcutsForm(request.POST)
    form.is_valid()
    Staff.objects.filter(pk=staff_of(request).pk).update(shortcuts_on=form.cleaned_data["on"])
    return done(request)
