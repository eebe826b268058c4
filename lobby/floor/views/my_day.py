"""My day: the page and what is done on it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff, Zone
from lobby.floor import back_office
from lobby.floor.domain import activities, handover, tasks, zone_duties
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.forms.handing import receiver_named
from lobby.floor.forms.tasks import ActivityForm, BackOfficeForm, NoteForm, TaskForm
from lobby.floor.models import HandoverNote, Sound
from lobby.floor.panels.my_day import BACK_OFFICE, SCREEN
from lobby.floor.selectors.people import colleagues, teams
from lobby.floor.views.day import live_day


@never_cache
@login_required
@require_safe
def my_day(request: HttpRequest, code: str) -> HttpResponse:
    """Tasks, time, zones and the note between shifts. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.FLOOR_VIEW)
    context = live_day(request.user, branch, SCREEN, at=at)
    held = context["held"]
    if Permission.TASK_ASSIGN in held:
        context.update(people=colleagues(branch, besides=request.user.pk), teams=teams(branch))
    context.update(
        today=business_date(branch, at),
        back_office_kinds=back_office.LABELS.items(),
        writes_notes=Permission.TICKET_MANAGE in held,
    )
    return render(request, "floor/my_day/my_day.html", context)


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest, code: str) -> HttpResponse:
    """The back office's tasks. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.BACK_OFFICE)
    context = live_day(request.user, branch, BACK_OFFICE, at=timezone.now())
    return render(request, "floor/back_office/back_office.html", context)


@login_required
@require_POST
def give_task(request: HttpRequest, code: str) -> HttpResponse:
    """A task for oneself, a colleague or a team. Raises UnknownBranch, Forbidden, NotAtBranch."""
    assert isinstance(request.user, Staff)
    at, branch = timezone.now(), branch_of(request, code)
    form = TaskForm(request.POST, branch=branch, at=at)
    if not form.is_valid():
        return invalid(request, form)
    to = receiver_named(form.cleaned_data["to"]) if form.cleaned_data["to"] else request.user
    text, by = form.cleaned_data["text"], request.user.actor
    tasks.give(branch, to=to, giver=request.user, by=by, at=at, due_at=form.due_at, text=text)
    return answer(request, branch, _("The task is written down."))


@login_required
@require_POST
def ask_back_office(request: HttpRequest, code: str) -> HttpResponse:
    """Pass work to the back office. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request, code, Permission.CHECK_DO)
    form = BackOfficeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    tasks.ask_back_office(branch, by=request.user.actor, at=timezone.now(), **form.cleaned_data)
    return answer(request, branch, _("The back office has it."))


@login_required
@require_POST
def set_activity(request: HttpRequest, code: str) -> HttpResponse:
    """Start a kind of work, or stop with none. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at, branch = timezone.now(), branch_of(request, code)
    form = ActivityForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    kind = form.cleaned_data["kind"]
    if kind:
        activities.start_activity(request.user, branch, kind=ActivityKind(kind), by=request.user.actor, at=at)
    else:
        activities.stop_activity(request.user, by=request.user.actor, at=at)
    return answer(request, branch)


@login_required
@require_POST
def set_zone(request: HttpRequest, code: str, zone_id: int) -> HttpResponse:
    """Look after a zone, or leave it when one did. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    at, branch = timezone.now(), branch_of(request, code)
    zone = Zone.objects.filter(branch=branch, pk=zone_id).select_related("branch").first()
    if zone is None:
        raise NotFound
    if not zone_duties.leave_zone(zone, request.user, by=request.user.actor, at=at):
        zone_duties.enter_zone(zone, request.user, by=request.user.actor, at=at)
    return answer(request, branch)


@login_required
@require_POST
def write_note(request: HttpRequest, code: str) -> HttpResponse:
    """The note for whoever comes. Raises UnknownBranch, Forbidden, NoteStillOpen."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request, code, Permission.TICKET_MANAGE)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    text = form.cleaned_data["text"]
    handover.write_note(branch, request.user, text=text, by=request.user.actor, at=timezone.now())
    return answer(request, branch, _("The next shift will see it."))


@login_required
@require_POST
def acknowledge_note(request: HttpRequest, note_id: int) -> HttpResponse:
    """Say that one has read it. Raises NotFound, NoNoteOpen, ToOneself."""
    assert isinstance(request.user, Staff)
    branches = access.branches_for(request.user, Permission.TICKET_MANAGE)
    note = HandoverNote.objects.filter(pk=note_id, branch__in=branches).select_related("branch").first()
    if note is None:
        raise NotFound
    handover.acknowledge_note(note, request.user, by=request.user.actor, at=timezone.now())
    return answer(request, note.branch, _("Acknowledged."))


@login_required
@require_POST
def set_sound(request: HttpRequest, code: str) -> HttpResponse:
    """Let one's tablets chime for late alerts, or not. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request, code)
    is_on = request.POST.get("on") == "1"
    Sound.objects.update_or_create(staff=request.user, defaults={"is_on": is_on})
    tablet = reverse("floor:floor", args=[branch.code])
    return done(request, _("Late alerts chime.") if is_on else _("No sound for alerts."), redirect=tablet)


def branch_of(request: HttpRequest, code: str, permission: str = Permission.FLOOR_VIEW) -> Branch:
    """The branch that somebody acts at. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    return access.branch_for(request.user, code, permission)


def answer(request: HttpRequest, branch: Branch, message: str = "") -> HttpResponse:
    """What every act here says."""
    return done(request, message, back=reverse("floor:my-day", args=[branch.code]))
