"""The posts of a complaint's page, one for each verb. The verbs check who may."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from complaints.access.cases import complaint_for
from complaints.domain import cases
from complaints.forms.cases import form_of
from lobby.branches.answers import done, invalid
from lobby.branches.models import Staff

# What a verb is, and what its page says afterwards.
VERBS: dict[str, tuple[Callable[..., object], str | Promise]] = {
    "hear": (cases.hear, _("Noted that the customer was listened to.")),
    "register": (cases.register, _("Registered.")),
    "analyse": (cases.analyse, _("The analysis has begun.")),
    "plan": (cases.plan, _("The plan stands.")),
    "amend_plan": (cases.amend_plan, _("The plan was changed.")),
    "resolve": (cases.resolve, _("The plan is under way.")),
    "decide": (cases.decide, _("Decided. Somebody else calls the customer back.")),
    "settle": (cases.settle, _("Settled on the spot. Somebody else calls the customer back.")),
    "assign": (cases.assign, _("Assigned. The new owner is told.")),
    "withdraw": (cases.withdraw, _("Withdrawn.")),
    "merge": (cases.merge, _("Joined to the other complaint.")),
    "reject": (cases.reject, _("Not accepted. The reason stands on the customer's page.")),
    "reopen": (cases.reopen, _("Open again, with new deadlines.")),
    "note": (cases.note, _("The note is kept.")),
    "feedback": (cases.feedback, _("Noted. It stands on the customer's page.")),
}


@login_required
@require_POST
def act(request: HttpRequest, complaint_id: int, verb: str) -> HttpResponse:
    """One verb. Raises NotFound, PhrasesFlagged and what the verb raises."""
    assert isinstance(request.user, Staff)
    complaint, (call, message) = complaint_for(request.user, complaint_id), VERBS[verb]
    form = form_of(verb, complaint, request.user, request.POST)
    if not form.is_valid():
        return invalid(request, form)
    call(complaint, by=request.user, at=timezone.now(), **form.values)
    return done(request, message)
