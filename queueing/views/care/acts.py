"""What staff do for one customer: acts of care, helper, companion, host, note, last word."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lobby.branches.answers import done, invalid
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import loans
from lobby.floor.forms.care import LendForm
from queueing.access import care_action_for, ticket_to_care, visit_for
from queueing.domain.care import acts, companions, hosting, notes, stages
from queueing.enums.care import CareKind
from queueing.forms.care import CareForm, HostForm, PersonForm, QuickNoteForm
from queueing.models import Visit


class VisitView(Protocol):
    """A view that acts on a visit of the person's branch."""

    def __call__(self, request: HttpRequest, staff: Staff, visit: Visit) -> HttpResponse: ...


def on_visit(view: VisitView) -> Callable[[HttpRequest, int], HttpResponse]:
    """Hand over a visit to care for. Raises NotFound, Forbidden."""

    @login_required
    @require_POST
    @wraps(view)
    def act(request: HttpRequest, visit_id: int) -> HttpResponse:
        assert isinstance(request.user, Staff)
        return view(request, request.user, visit_for(request.user, visit_id))

    return act


@login_required
@require_POST
def give(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Apologised, explained or brought something: one tap, with undo. Raises NotFound, Forbidden, NotWaiting."""
    assert isinstance(request.user, Staff)
    ticket = ticket_to_care(request.user, ticket_id)
    form = CareForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    kind = CareKind(form.cleaned_data["kind"])
    action = acts.care(ticket, kind=kind, by=request.user, at=timezone.now())
    message = _("%(number)s: %(act)s.") % {"number": ticket.number, "act": kind.label}
    undo = reverse("queueing:care-take-back", args=[action.pk])
    return done(request, message, undo=undo, back=page_of(ticket.branch))


@login_required
@require_POST
def take_back(request: HttpRequest, action_id: int) -> HttpResponse:
    """It was pressed by mistake. Raises NotFound, Forbidden, NothingToTakeBack."""
    assert isinstance(request.user, Staff)
    action = care_action_for(request.user, action_id)
    acts.take_back(action, by=request.user.actor, at=timezone.now())
    return done(request, _("Taken back."), back=page_of(action.ticket.branch))


@on_visit
def helper(request: HttpRequest, staff: Staff, visit: Visit) -> HttpResponse:
    """Somebody looks after the customer. Raises VisitOver, NotACompanion."""
    form = PersonForm(request.POST, branch=visit.branch)
    if not form.is_valid():
        return invalid(request, form)
    companions.name_helper(visit, form.cleaned_data["person"], by=staff.actor, at=timezone.now())
    return answer(request, visit, _("Kept."))


@on_visit
def companion(request: HttpRequest, staff: Staff, visit: Visit) -> HttpResponse:
    """Somebody goes along from start to end. Raises VisitOver, NotACompanion."""
    form = PersonForm(request.POST, branch=visit.branch)
    if not form.is_valid():
        return invalid(request, form)
    companions.name_companion(visit, form.cleaned_data["person"], by=staff.actor, at=timezone.now())
    return answer(request, visit, _("Kept."))


@on_visit
def host(request: HttpRequest, staff: Staff, visit: Visit) -> HttpResponse:
    """Ask for a host in a quiet place. Raises VisitOver, AlreadyFlagged."""
    form = HostForm(request.POST, branch=visit.branch)
    if not form.is_valid():
        return invalid(request, form)
    place = {"room": form.cleaned_data["room"], "zone": form.cleaned_data["zone"]}
    hosting.flag(visit, by=staff, at=timezone.now(), **place)
    undo = reverse("queueing:care-release", args=[visit.pk])
    return answer(request, visit, _("A host is asked."), undo=undo)


@on_visit
def release(request: HttpRequest, staff: Staff, visit: Visit) -> HttpResponse:
    """No host is needed any more. Raises NotFlagged."""
    hosting.release(visit, by=staff.actor, at=timezone.now())
    return answer(request, visit, _("No host is needed any more."))


@on_visit
def note(request: HttpRequest, staff: Staff, visit: Visit) -> HttpResponse:
    """Write down what the customer told. Raises NoteMissing, AppearanceNoted, NoCustomerCard."""
    form = QuickNoteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    notes.note(visit, by=staff, at=timezone.now(), **form.cleaned_data)
    return answer(request, visit, _("The note is kept with the visit."))


@on_visit
def lend(request: HttpRequest, staff: Staff, visit: Visit) -> HttpResponse:
    """Lend something from the care kit. Raises NotForLending, NothingLeftToLend."""
    form = LendForm(request.POST, branch=visit.branch)
    if not form.is_valid():
        return invalid(request, form)
    material, label = form.cleaned_data["material"], form.cleaned_data["label"]
    loans.lend(material, by=staff, at=timezone.now(), label=label, subject=("visit", visit.pk))
    return answer(request, visit, _("Lent: %(thing)s.") % {"thing": material.name})


@on_visit
def follow_up(request: HttpRequest, staff: Staff, visit: Visit) -> HttpResponse:
    """The customer was asked whether all is well. Raises NotYetServed, IllegalVisitMove."""
    stages.follow_up(visit, by=staff.actor, at=timezone.now())
    return answer(request, visit, _("Followed up."))


def answer(request: HttpRequest, visit: Visit, message: str, *, undo: str = "") -> HttpResponse:
    """What every act on a visit says."""
    return done(request, message, undo=undo, back=page_of(visit.branch))


def page_of(branch: Branch) -> str:
    """Where a browser without scripts goes back to."""
    return reverse("queueing:care", args=[branch.code])
