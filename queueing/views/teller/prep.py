"""A teller's preparation (TL-1): the counter's checklist, goals of the day, customers to look after, then open."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches.answers import done
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Counter
from lobby.floor import goals as goals_registry
from lobby.floor.domain.checks import running, scheduling
from lobby.floor.enums.checks import CheckKind, CheckStatus
from lobby.floor.forms.briefing import GoalForm
from lobby.floor.selectors import briefing
from queueing.access import counter_for, session_of
from queueing.selectors.preparation import may_confirm, preparation_of
from queueing.selectors.teller import is_day_closed
from queueing.views.teller.own import staff_of

BEGINS = (CheckStatus.OPEN, CheckStatus.MISSED)


@never_cache
@login_required
@require_safe
def prep(request: HttpRequest, counter_id: int) -> HttpResponse:
    """What is to be done before this counter opens. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    counter = counter_for(staff, counter_id, Permission.COUNTER_WORK)
    branch, date = counter.branch, business_date(counter.branch, at)
    preparation, session = preparation_of(counter, at=at), session_of(staff)
    context = {
        "counter": counter,
        "branch": branch,
        "day": date,
        "prep": preparation,
        "may_confirm": may_confirm(preparation, staff),
        "session": session,
        "may_open": preparation.is_ready and session is None and not is_day_closed(branch.pk, date),
        "goals": briefing.goals_for(branch, staff, date),
        "goal_form": GoalForm(branch=branch, date=date, auto_id="id_goal_%s"),
        "upkeep": goals_registry.upkeep(branch, staff, date),
        "has_upkeep": goals_registry.has_upkeep(),
        "coaching": briefing.coaching_for(branch, staff, date),
    }
    return render(request, "queueing/teller/prep.html", context)


@login_required
@require_POST
def begin(request: HttpRequest, counter_id: int) -> HttpResponse:
    """Begin the checklist of today, or go on with it. Raises NotFound, Forbidden, NotYours."""
    staff, at = staff_of(request), timezone.now()
    counter = counter_for(staff, counter_id, Permission.COUNTER_WORK)
    run = scheduling.run_today(CheckKind.TELLER_PREP, counter, by=staff.actor, at=at)
    if run is None:
        return done(request, redirect=prep_of(counter))
    if run.status in BEGINS:
        run = running.start(run, by=staff.actor, at=at)
    return done(request, redirect=reverse("floor:check-run", args=[run.pk]))


@login_required
@require_POST
def confirm(request: HttpRequest, counter_id: int) -> HttpResponse:
    """The second of two confirms who holds seals and forms. Raises NotFound, Forbidden, OwnCheck, IllegalCheckMove."""
    staff, at = staff_of(request), timezone.now()
    counter = counter_for(staff, counter_id, Permission.COUNTER_WORK)
    run = preparation_of(counter, at=at).run
    if run is not None:
        running.countersign(run, by=staff.actor, at=at)
    return done(request, _("Confirmed. The counter may be opened."), redirect=prep_of(counter))


def prep_of(counter: Counter) -> str:
    """The page of a counter's preparation."""
    return reverse("queueing:teller-prep", args=[counter.pk])
