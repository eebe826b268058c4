"""Asking for more time from a complaint's page, deciding about it, telling the customer. The verbs check who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from complaints.access.cases import complaint_for
from complaints.domain.clocks import extending
from complaints.forms.clocks import ReasonForm, TellForm
from lobby.branches.answers import done, invalid
from lobby.branches.models import Staff


@dataclass(frozen=True, slots=True)
class Verb:
    """How one verb is done from a page."""

    act: Callable[..., object]
    message: str | Promise
    form: type[forms.Form] | None = None


VERBS: dict[str, Verb] = {
    "extend": Verb(extending.extend, _("Asked for. Whoever approves it is told."), ReasonForm),
    "approve": Verb(extending.approve_extension, _("Approved. It counts once the customer is told.")),
    "refuse": Verb(extending.refuse_extension, _("Not approved. The deadline stays."), ReasonForm),
    "tell": Verb(extending.tell_extension, _("The new deadline counts from now on."), TellForm),
}


@login_required
@require_POST
def act(request: HttpRequest, complaint_id: int, verb: str) -> HttpResponse:
    """One verb about more time. Raises NotFound and what the verb raises."""
    assert isinstance(request.user, Staff)
    complaint, what = complaint_for(request.user, complaint_id), VERBS[verb]
    values: dict[str, Any] = {}
    if what.form is not None:
        form = what.form(request.POST)
        if not form.is_valid():
            return invalid(request, form)
        values = form.cleaned_data
    what.act(complaint, by=request.user, at=timezone.now(), **values)
    return done(request, what.message)
