"""Acts on faults: one table of verbs, each with its form and its words. The verbs check who may do them."""

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

from devices.access.faults import fault_for, faults_for
from devices.domain import faults
from devices.enums.faults import FaultKind
from devices.errors.faults import NotADuplicate
from devices.forms.faults import CancelForm, FaultForm, FixForm, NoteForm, TestForm, TriedForm
from devices.models.faults import Fault
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.domain import attachments
from lobby.floor.forms.attachments import uploads_in

Values = dict[str, Any]
Act = Callable[[Fault, Staff, dt.datetime, Values], object]


@dataclass(frozen=True, slots=True)
class Verb:
    """How one verb is done from a page."""

    act: Act
    message: str | Promise
    form: type[forms.Form] | None = None


def plain(verb: Callable[..., object]) -> Act:
    """A verb that takes what its form says."""
    return lambda fault, staff, at, values: verb(fault, by=staff, at=at, **values)


def test(fault: Fault, staff: Staff, at: dt.datetime, values: Values) -> None:
    """Passed or failed."""
    faults.verify(fault, by=staff, at=at, passed=values["outcome"] == "passed", text=values["text"])


def tried(fault: Fault, staff: Staff, at: dt.datetime, values: Values) -> None:
    """The card helped or did not."""
    faults.tried(fault, by=staff, at=at, helped=values["helped"] == "yes")


def cancel(fault: Fault, staff: Staff, at: dt.datetime, values: Values) -> None:
    """No fault, or noted as another one already. Raises NotADuplicate."""
    if values["duplicate_of"] is None:
        faults.cancel(fault, by=staff, at=at, text=values["text"])
        return
    of = faults_for(staff).filter(pk=values["duplicate_of"]).first()
    if of is None:
        raise NotADuplicate
    faults.mark_duplicate(fault, by=staff, at=at, of=of)


VERBS: dict[str, Verb] = {
    "accept": Verb(plain(faults.accept), gettext_lazy("It is yours now. Try the card first.")),
    "escalate": Verb(plain(faults.escalate), gettext_lazy("Handed on to the next office."), NoteForm),
    "note": Verb(plain(faults.note), gettext_lazy("Noted."), NoteForm),
    "tried": Verb(tried, gettext_lazy("Noted."), TriedForm),
    "fix": Verb(plain(faults.fix), gettext_lazy("Mended. Another person tests it now."), FixForm),
    "verify": Verb(test, gettext_lazy("Thank you, the test is noted."), TestForm),
    "reopen": Verb(plain(faults.reopen), gettext_lazy("Open again."), NoteForm),
    "cancel": Verb(cancel, gettext_lazy("Taken off the board."), CancelForm),
    "confirm": Verb(plain(faults.confirm_tampering), gettext_lazy("Security is told.")),
}


@login_required
@require_POST
def act(request: HttpRequest, fault_id: int, verb: str) -> HttpResponse:
    """One verb on one fault. Raises NotFound and what the verb raises."""
    assert isinstance(request.user, Staff)
    fault, what = fault_for(request.user, fault_id), VERBS[verb]
    values: Values = {}
    if what.form is not None:
        form = what.form(request.POST)
        if not form.is_valid():
            return invalid(request, form)
        values = form.cleaned_data
    what.act(fault, request.user, timezone.now(), values)
    return done(request, what.message, back=reverse("devices:fault", args=[fault.pk]))


@login_required
@require_POST
def add_pictures(request: HttpRequest, fault_id: int) -> HttpResponse:
    """Add pictures to a fault. Raises NotFound and what binding raises."""
    assert isinstance(request.user, Staff)
    fault = fault_for(request.user, fault_id)
    attachments.bind(uploads_in(request.POST), subject=fault.subject, branch=fault.branch, by=request.user)
    return done(request, _("The pictures are kept."), back=reverse("devices:fault", args=[fault.pk]))


@login_required
@require_POST
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Note a fault. Raises UnknownBranch, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.FLOOR_VIEW)
    form = FaultForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    values = form.cleaned_data
    fault = faults.report(
        values["device"],
        FaultKind(values["kind"]),
        by=request.user,
        at=timezone.now(),
        text=values["text"],
        out_of_order=values["out_of_order"],
        pictures=uploads_in(request.POST),
    )
    return done(
        request,
        _("Noted. The lobby manager and the technician are called."),
        redirect=reverse("devices:fault", args=[fault.pk]),
    )
