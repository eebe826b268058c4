"""Acts on incidents: one table of verbs, each with its right, its form and its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor.access.incidents import (
    incident_for,
    incident_to_activate,
    incident_to_close,
    incidents_for,
    task_for,
)
from lobby.floor.domain import plans, reminders
from lobby.floor.domain.incidents import closing, levels, notes, reporting, responding
from lobby.floor.enums.incidents import IncidentKind
from lobby.floor.forms import incidents as f
from lobby.floor.forms.attachments import uploads_in
from lobby.floor.forms.reminders import ReasonForm
from lobby.floor.models import Incident, PlanTemplate

P = Permission
Fetch = Callable[[Staff, int], Incident]
Act = Callable[[Incident, Staff, dt.datetime, dict[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Verb:
    """How one verb is done from a page."""

    fetch: Fetch
    act: Act
    message: str | Promise
    form: type[forms.BaseForm] | None = None
    is_of_branch: bool = False


def as_commander(staff: Staff, incident_id: int) -> Incident:
    """Fetch for who leads."""
    return incident_for(staff, incident_id, P.INCIDENT_COMMAND)


def as_classifier(staff: Staff, incident_id: int) -> Incident:
    """Fetch for who may say what it is."""
    return incident_for(staff, incident_id, P.INCIDENT_CLASSIFY)


def classify(incident: Incident, staff: Staff, at: dt.datetime, values: dict[str, Any]) -> None:
    """Say how grave it is; an empty kind leaves it as it was reported."""
    kind = values["kind"] or None
    reporting.classify(incident, by=staff.actor, at=at, severity=values["severity"], kind=kind)


def promise(incident: Incident, staff: Staff, at: dt.datetime, values: dict[str, Any]) -> None:
    """Make a task of it that is due within the hours of the form."""
    due_at = at + dt.timedelta(hours=values["hours"])
    notes.promise(incident, by=staff.actor, at=at, owner=values["owner"], text=values["text"], due_at=due_at)


def evidence(incident: Incident, staff: Staff, at: dt.datetime, values: dict[str, Any]) -> None:
    """Keep it under the person's own name: the pictures are their uploads."""
    notes.keep_evidence(incident, by=staff, at=at, **values)


def plain(verb: Callable[..., object]) -> Act:
    """A verb that takes what its form says."""

    def act(incident: Incident, staff: Staff, at: dt.datetime, values: dict[str, Any]) -> object:
        return verb(incident, by=staff.actor, at=at, **values)

    return act


VERBS: dict[str, Verb] = {
    "classify": Verb(as_classifier, classify, gettext_lazy("Classified."), f.ClassifyForm),
    "activate": Verb(incident_to_activate, plain(responding.activate), gettext_lazy("The plan is in force.")),
    "contain": Verb(as_commander, plain(responding.contain), gettext_lazy("Contained.")),
    "recover": Verb(as_commander, plain(responding.recover), gettext_lazy("Recovered. The report is due.")),
    "report": Verb(as_classifier, plain(closing.write_report), gettext_lazy("The report is kept."), f.ReportForm),
    "review": Verb(as_commander, plain(closing.review), gettext_lazy("Reviewed."), f.ReportForm),
    "close": Verb(incident_to_close, plain(closing.close), gettext_lazy("Closed.")),
    "false-alarm": Verb(as_commander, plain(reporting.call_false_alarm), gettext_lazy("A false alarm."), ReasonForm),
    "level": Verb(as_commander, plain(levels.raise_level), gettext_lazy("The next office is called."), f.LevelForm),
    "step": Verb(incident_for, plain(notes.take_step), gettext_lazy("Noted with the time."), f.StepForm),
    "roll-call": Verb(
        incident_for, plain(notes.answer_roll_call), gettext_lazy("Noted."), f.RollCallForm, is_of_branch=True
    ),
    "evidence": Verb(incident_for, evidence, gettext_lazy("The evidence is kept."), f.EvidenceForm),
    "representative": Verb(
        as_classifier, plain(notes.name_representative), gettext_lazy("The representative is noted."), f.NameForm
    ),
    "demand": Verb(as_classifier, plain(notes.note_demand), gettext_lazy("The demand is noted."), f.WordsForm),
    "promise": Verb(
        as_classifier, promise, gettext_lazy("The promise is a task now."), f.PromiseForm, is_of_branch=True
    ),
}


@login_required
@require_POST
def act(request: HttpRequest, incident_id: int, verb: str) -> HttpResponse:
    """One verb on one incident. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    what = VERBS.get(verb)
    if what is None:
        raise NotFound
    incident = what.fetch(request.user, incident_id)
    values: dict[str, Any] = {}
    if what.form is not None:
        form = bound(what, request, incident.branch)
        # Times are typed on the branch's wall clock.
        with timezone.override(incident.branch.timezone):
            if not form.is_valid():
                return invalid(request, form)
        values = form.cleaned_data
    if verb == "evidence":
        values = {**values, "pictures": uploads_in(request.POST)}
    what.act(incident, request.user, timezone.now(), values)
    is_seen = incidents_for(request.user).filter(pk=incident.pk).exists()
    back = reverse("floor:incident", args=[incident.pk]) if is_seen else page_of(incident.branch)
    return done(request, what.message, back=back)


def bound(what: Verb, request: HttpRequest, branch: Branch) -> forms.BaseForm:
    """The verb's form with what was sent."""
    assert what.form is not None
    return what.form(request.POST, branch=branch) if what.is_of_branch else what.form(request.POST)  # type: ignore[call-arg]


@login_required
@require_POST
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Report an incident. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_REPORT)
    form = f.IncidentForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    found = reporting.report(branch, by=request.user.actor, at=timezone.now(), **form.cleaned_data)
    # On a tablet that customers see, a silent report looks like nothing.
    message = "" if found.is_restricted else _("Reported. Who leads is called.")
    return done(request, message, back=page_of(branch))


@login_required
@require_POST
def drill(request: HttpRequest, code: str) -> HttpResponse:
    """Start a drill. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_COMMAND)
    form = f.DrillForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    kind = IncidentKind(form.cleaned_data["kind"])
    reporting.start_drill(branch, by=request.user, at=timezone.now(), kind=kind, note=form.cleaned_data["note"])
    return done(request, _("The drill has begun."), back=reverse("floor:command", args=[branch.code]))


@login_required
@require_POST
def task(request: HttpRequest, incident_id: int, task_id: int, verb: str) -> HttpResponse:
    """Take or finish a task of an incident. Raises NotFound, Forbidden, IllegalReminderMove, TakenAlready."""
    assert isinstance(request.user, Staff)
    found, by, at = task_for(request.user, incident_id, task_id), request.user.actor, timezone.now()
    if verb == "take" and found.owner_id is None:
        reminders.take(found, by=by, at=at)
    elif verb == "take":
        reminders.acknowledge(found, by=by, at=at)
    else:
        reminders.finish(found, by=by, at=at)
    message = _("It is yours now.") if verb == "take" else _("Done.")
    return done(request, message, back=reverse("floor:incident", args=[incident_id]))


@login_required
@require_POST
def answer_demand(request: HttpRequest, incident_id: int, demand_id: int) -> HttpResponse:
    """Note what the group was told. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    demand = as_classifier(request.user, incident_id).demands.filter(pk=demand_id).first()
    if demand is None:
        raise NotFound
    form = f.WordsForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    notes.answer_demand(demand, by=request.user.actor, at=timezone.now(), answer=form.cleaned_data["text"])
    return done(request, _("The answer is noted."), back=reverse("floor:incident", args=[incident_id]))


@login_required
@require_POST
def drop_representative(request: HttpRequest, incident_id: int, seat: int) -> HttpResponse:
    """Free a seat for somebody else. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    found = as_classifier(request.user, incident_id).representatives.filter(seat=seat).first()
    if found is None:
        raise NotFound
    notes.drop_representative(found, by=request.user.actor, at=timezone.now())
    return done(request, _("The seat is free."), back=reverse("floor:incident", args=[incident_id]))


@login_required
@require_POST
def edit_plan(request: HttpRequest, code: str, plan_id: int) -> HttpResponse:
    """Add a task, or take out the one at `drop`; the branch has a new version then. Raises NotFound, LastTask."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.INCIDENT_COMMAND)
    plan = plans.current_plans(branch).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound
    steps = changed_steps(request, plan)
    if isinstance(steps, HttpResponse):
        return steps
    plans.edit(plan, by=request.user.actor, at=timezone.now(), branch=branch, steps=steps)
    page = reverse("floor:plans", args=[branch.code])
    return done(request, _("A new version of the plan counts from now."), redirect=page)


def changed_steps(request: HttpRequest, plan: PlanTemplate) -> list[plans.Step] | HttpResponse:
    """The plan's tasks as the request wants them, or why it cannot be."""
    steps = plans.steps_of(plan)
    dropped = request.POST.get("drop", "")
    if dropped.isascii() and dropped.isdigit():
        return [step for position, step in enumerate(steps) if position != int(dropped[:6])]
    form = f.PlanTaskForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    values = form.cleaned_data
    added = plans.Step(values["role"], values["text_zh"], values["text_en"], values["minutes"] * 60)
    return [*steps, added]


def page_of(branch: Branch) -> str:
    """Where a browser without scripts goes back to."""
    return reverse("floor:incidents", args=[branch.code])
