"""Starting and ending a simulated day from the landing page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from lobby.branches.access import branch_for
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from queueing.models import SimulationRun
from queueing.simulation.runs import end_run, start_run, step_run

FIRST_STEP_S = 4.0


@login_required
@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin; the first seconds are played at once, the rest by the sweep."""
    branch = branch_for(request.user, code, Permission.SIMULATE)
    run = start_run(branch, at=timezone.now())
    step_run(run, at=timezone.now(), longest_s=FIRST_STEP_S)
    return done(request, message=gettext("The simulated day has begun."), back=reverse("branches:home"))


@login_required
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End; ending twice changes nothing."""
    branch = branch_for(request.user, code, Permission.SIMULATE)
    for run in SimulationRun.objects.filter(branch=branch, ended_at__isnull=True):
        end_run(run, at=timezone.now())
    return done(request, message=gettext("The simulated day has ended."), back=reverse("branches:home"))
