"""Acts on runs: answering, handing in, signing, beginning one by hand."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.middleware import wants_json
from lobby.branches.models import Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.access.checks import item_of, run_for, run_to_do, run_to_second, run_to_sign, template_for
from lobby.floor.domain.checks import answering, running, scheduling
from lobby.floor.errors.checks import NotYours
from lobby.floor.forms.checks import AnswerForm, NoteForm
from lobby.floor.models import ChecklistRun, ItemResult
from lobby.floor.selectors.checks import version_on
from lobby.floor.selectors.checks.runs import Row, Sheet, photos_of
from lobby.floor.views.checks.pages import row_of, told


@login_required
@require_POST
def answer(request: HttpRequest, run_id: int, item_id: int) -> HttpResponse:
    """Save one answer; a page's script gets the row anew. Raises NotFound, NotYours and what the verb raises."""
    assert isinstance(request.user, Staff)
    at, person = timezone.now(), request.user
    run = run_for(person, run_id)
    item = item_of(run, item_id)
    run = run_to_do(person, run_id, item)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    said = form.answer
    with transaction.atomic():
        result = answering.answer(run, item, said, by=person.actor, at=at, photos=form.cleaned_data["attachment"])
        if form.cleaned_data["act"]:
            result = answering.act(result, form.cleaned_data["act"], by=person.actor, at=at)
    if not wants_json(request):
        return done(request, redirect=f"{page_of(run)}#item-{item.pk}-{said.person or 0}")
    return fragment(request, run, result)


def fragment(request: HttpRequest, run: ChecklistRun, result: ItemResult) -> HttpResponse:
    """The row as it is now."""
    row = Row(result.item, result.person, result, photos_of([result.pk]).get(result.pk, []))
    shown = row_of(row, told(Sheet(run, [row]), timezone.now()))
    context = {**shown, "run": run, "branch": run.branch, "timezone": run.branch.timezone, "may_answer": True}
    return render(request, "floor/checks/_row.html", {**context, "answers_all": True})


@login_required
@require_POST
def submit(request: HttpRequest, run_id: int) -> HttpResponse:
    """Hand a run in. Raises NotFound, NotYours and what the verb raises."""
    assert isinstance(request.user, Staff)
    run = running.submit(run_to_do(request.user, run_id), by=request.user.actor, at=timezone.now())
    return done(request, _("Handed in late.") if run.is_late else _("Handed in."), redirect=day_of(run))


@login_required
@require_POST
def open_early(request: HttpRequest, run_id: int) -> HttpResponse:
    """Begin before it is time. Raises NotFound, NotYours, IllegalCheckMove."""
    assert isinstance(request.user, Staff)
    run = running.open_run(run_to_do(request.user, run_id), by=request.user.actor, at=timezone.now())
    return done(request, redirect=page_of(run))


@login_required
@require_POST
def countersign(request: HttpRequest, run_id: int) -> HttpResponse:
    """Sign as the second of two. Raises NotFound, NotYours and what the verb raises."""
    assert isinstance(request.user, Staff)
    run = running.countersign(run_to_second(request.user, run_id), by=request.user.actor, at=timezone.now())
    return done(request, _("Confirmed."), redirect=page_of(run))


@login_required
@require_POST
def sign_off(request: HttpRequest, run_id: int) -> HttpResponse:
    """Sign a run off. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    run, form = run_to_sign(request.user, run_id), NoteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    running.sign_off(run, by=request.user.actor, at=timezone.now(), note=form.cleaned_data["note"])
    return done(request, _("Signed off."), redirect=signing_of(run))


@login_required
@require_POST
def reject(request: HttpRequest, run_id: int) -> HttpResponse:
    """Send a run back. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    run, form = run_to_sign(request.user, run_id), NoteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    running.reject(run, by=request.user.actor, at=timezone.now(), note=form.cleaned_data["note"])
    return done(request, _("Sent back."), redirect=signing_of(run))


@login_required
@require_POST
def start_by_hand(request: HttpRequest, code: str, template_id: int) -> HttpResponse:
    """Begin a checklist that does not come by itself. Raises UnknownBranch, NotFound, NotYours, NotAdHoc."""
    assert isinstance(request.user, Staff)
    at, person = timezone.now(), request.user
    branch = access.branch_for(person, code, Permission.CHECK_DO)
    version = version_on(template_for(branch, template_id), business_date(branch, at))
    if version is None or not roles_at(person, branch) & set(version.roles):
        raise NotYours
    return done(request, redirect=page_of(scheduling.start_by_hand(version, branch, by=person.actor, at=at)))


def page_of(run: ChecklistRun) -> str:
    """The run's page."""
    return reverse("floor:check-run", args=[run.pk])


def day_of(run: ChecklistRun) -> str:
    """The day's list."""
    return reverse("floor:checks", args=[run.branch.code])


def signing_of(run: ChecklistRun) -> str:
    """What else waits for a signature."""
    return reverse("floor:check-signing", args=[run.branch.code])
