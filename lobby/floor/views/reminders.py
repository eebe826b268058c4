"""Acts on reminders and tasks."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.floor.access.alerts import reminder_for, reminder_verbs
from lobby.floor.domain import reminders
from lobby.floor.enums import REMINDER_MOVES
from lobby.floor.forms.handing import ReceiverForm
from lobby.floor.forms.reminders import SNOOZE_MINUTES, OutcomeForm, ReasonForm, ReminderForm, SnoozeForm
from lobby.floor.models import Reminder
from lobby.floor.selectors import feed as selectors
from lobby.floor.selectors.people import colleagues, teams
from lobby.floor.views.alerts import page_of
from lobby.live import journal


@login_required
@require_POST
def create(request: HttpRequest, code: str) -> HttpResponse:
    """Remind oneself. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.FLOOR_VIEW)
    form = ReminderForm(request.POST, branch=branch, at=at)
    if not form.is_valid():
        return invalid(request, form)
    reminders.create(
        request.user, branch, by=request.user.actor, at=at, due_at=form.due_at, text=form.cleaned_data["text"]
    )
    return done(request, _("You will be reminded."), back=page_of(branch.code))


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, reminder_id: int) -> HttpResponse:
    """The inside of the detail dialog: what it says, what happened to it, what can be done. Raises NotFound."""
    assert isinstance(request.user, Staff)
    reminder = reminder_for(request.user, reminder_id)
    verbs = verbs_now(request.user, reminder)
    context = {
        "reminder": reminder,
        "words": selectors.words_of(reminder),
        "timeline": journal.timeline("reminder", reminder.pk, reminder.branch_id, reminder.created_at),
        "verbs": verbs,
        "people": colleagues(reminder.branch, besides=reminder.owner_id) if "hand_over" in verbs else [],
        "teams": teams(reminder.branch) if "hand_over" in verbs and reminder.kind in kinds.task_kinds() else [],
        "snooze_minutes": SNOOZE_MINUTES,
    }
    return render(request, "floor/_reminder.html", context)


@login_required
@require_POST
def acknowledge(request: HttpRequest, reminder_id: int) -> HttpResponse:
    """Say that one has seen it. Raises NotFound, IllegalReminderMove."""
    assert isinstance(request.user, Staff)
    reminder = reminder_for(request.user, reminder_id, "acknowledge")
    reminders.acknowledge(reminder, by=request.user.actor, at=timezone.now())
    return answer(request, reminder, _("Seen."))


@login_required
@require_POST
def snooze(request: HttpRequest, reminder_id: int) -> HttpResponse:
    """Put it off. Raises NotFound, IllegalReminderMove, SnoozesUsedUp."""
    assert isinstance(request.user, Staff)
    reminder = reminder_for(request.user, reminder_id, "snooze")
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    at, minutes = timezone.now(), form.cleaned_data["minutes"]
    reminders.snooze(reminder, by=request.user.actor, at=at, until=at + dt.timedelta(minutes=minutes))
    return answer(request, reminder, _("Put off by %(minutes)d minutes.") % {"minutes": minutes})


@login_required
@require_POST
def finish(request: HttpRequest, reminder_id: int) -> HttpResponse:
    """Say that it is done. Raises NotFound, IllegalReminderMove."""
    assert isinstance(request.user, Staff)
    reminder = reminder_for(request.user, reminder_id, "finish")
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    reminders.finish(reminder, by=request.user.actor, at=timezone.now(), outcome=form.cleaned_data["outcome"])
    return answer(request, reminder, _("Done."))


@login_required
@require_POST
def cancel(request: HttpRequest, reminder_id: int) -> HttpResponse:
    """It is not needed any more. Raises NotFound, IllegalReminderMove."""
    assert isinstance(request.user, Staff)
    reminder = reminder_for(request.user, reminder_id, "cancel")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    reminders.cancel(reminder, by=request.user.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    return answer(request, reminder, _("Cancelled."))


@login_required
@require_POST
def take(request: HttpRequest, reminder_id: int) -> HttpResponse:
    """A team's task becomes one's own. Raises NotFound, Forbidden, IllegalReminderMove, TakenAlready."""
    assert isinstance(request.user, Staff)
    reminder = reminder_for(request.user, reminder_id, "take")
    reminders.take(reminder, by=request.user.actor, at=timezone.now())
    return answer(request, reminder, _("It is yours now."))


@login_required
@require_POST
def hand_over(request: HttpRequest, reminder_id: int) -> HttpResponse:
    """It goes to a colleague or a team. Raises NotFound, Forbidden, IllegalReminderMove, AlreadyTheirs, NotAtBranch."""
    assert isinstance(request.user, Staff)
    reminder = reminder_for(request.user, reminder_id, "hand_over")
    form = ReceiverForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    to, reason = form.receiver(), form.cleaned_data["reason"]
    reminders.hand_over(reminder, to=to, by=request.user.actor, at=timezone.now(), reason=reason)
    return answer(request, reminder, _("Handed over to %(name)s.") % {"name": name_of(to)})


def name_of(receiver: Staff | str) -> str:
    """A person's name, a team's in words."""
    return receiver.name if isinstance(receiver, Staff) else str(RoleCode(receiver).label)


def verbs_now(staff: Staff, reminder: Reminder) -> set[str]:
    """What the person may do with it in its present state (0–5 queries)."""
    possible = {verb for verb, (sources, _target) in REMINDER_MOVES.items() if reminder.status in sources}
    if any(verb.startswith("hand_over") for verb in possible):
        possible.add("hand_over")
    if reminder.owner_id is not None or not reminder.team:
        possible.discard("take")
    return possible & reminder_verbs(staff, reminder)


def answer(request: HttpRequest, reminder: Reminder, message: str) -> HttpResponse:
    """What every act here says."""
    return done(request, message, back=page_of(reminder.branch.code))
