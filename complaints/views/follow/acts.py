"""Posts of the dialogs: one table of verbs for each noun, each with its form and its words. The verbs check rights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from complaints.access.cases import complaint_for
from complaints.access.follow import compensation_for, promise_for, subtask_for
from complaints.domain import follow
from complaints.forms import follow as forms
from complaints.models import Complaint
from lobby.branches.answers import done, invalid
from lobby.branches.models import Staff

Verb = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Act:
    """How one verb is done from a page."""

    verb: Verb
    message: str | Words
    form: type[forms.FollowForm] | None = None


COMPLAINT_ACTS: dict[str, Act] = {
    "promise": Act(follow.promise, _("Promised. Whoever keeps it is reminded."), forms.PromiseForm),
    "subtask": Act(follow.give_task, _("The department has the task. The clocks run on."), forms.SubTaskForm),
    "callback": Act(follow.call_back, _("The return call is written down."), forms.CallbackForm),
    "close": Act(follow.close, _("The complaint is closed."), forms.CloseForm),
    "compensate": Act(follow.ask_compensation, _("Asked for. Somebody else decides."), forms.CompensationForm),
    "ask_review": Act(follow.ask_review, _("The offices above are called to review it."), forms.AskReviewForm),
    "decide_review": Act(
        follow.decide_review, _("Decided. The customer reads it on the page."), forms.DecideReviewForm
    ),
}
PROMISE_ACTS: dict[str, Act] = {
    "keep": Act(follow.keep_promise, _("Kept. The customer reads it on the page."), forms.EffortForm),
    "change": Act(follow.change_promise, _("Changed. The customer reads it on the page."), forms.ChangeForm),
    "call_off": Act(follow.call_off_promise, _("Called off. The customer reads why."), forms.ReasonForm),
}
TASK_ACTS: dict[str, Act] = {
    "answer": Act(follow.answer_task, _("The answer stands in the complaint."), forms.AnswerForm),
    "call_off": Act(follow.call_off_task, _("The department need not answer any more."), forms.ReasonForm),
}
COMPENSATION_ACTS: dict[str, Act] = {
    "approve": Act(follow.approve_compensation, _("Approved within your limit.")),
    "refuse": Act(follow.refuse_compensation, _("Refused."), forms.TextForm),
    "withdraw": Act(follow.withdraw_compensation, _("Taken back.")),
}


@login_required
@require_POST
def act(request: HttpRequest, complaint_id: int, verb: str) -> HttpResponse:
    """One verb on a complaint. Raises NotFound and what the verb raises."""
    assert isinstance(request.user, Staff)
    complaint = complaint_for(request.user, complaint_id)
    return run(request, COMPLAINT_ACTS[verb], complaint, complaint)


@login_required
@require_POST
def act_on_promise(request: HttpRequest, promise_id: int, verb: str) -> HttpResponse:
    """One verb on a promise. Raises NotFound and what the verb raises."""
    assert isinstance(request.user, Staff)
    made = promise_for(request.user, promise_id)
    return run(request, PROMISE_ACTS[verb], made, made.complaint)


@login_required
@require_POST
def act_on_task(request: HttpRequest, task_id: int, verb: str) -> HttpResponse:
    """One verb on a department's task. Raises NotFound and what the verb raises."""
    assert isinstance(request.user, Staff)
    made = subtask_for(request.user, task_id)
    # The department does not see the complaint.
    return run(request, TASK_ACTS[verb], made, made.complaint, back="/")


@login_required
@require_POST
def act_on_compensation(request: HttpRequest, compensation_id: int, verb: str) -> HttpResponse:
    """One verb on compensation. Raises NotFound and what the verb raises."""
    assert isinstance(request.user, Staff)
    made = compensation_for(request.user, compensation_id)
    return run(request, COMPENSATION_ACTS[verb], made, made.complaint)


def run(request: HttpRequest, what: Act, subject: object, complaint: Complaint, back: str = "") -> HttpResponse:
    """Read the form, call the verb, answer; without `back` a browser without scripts lands on the complaint."""
    values: dict[str, Any] = {}
    if what.form is not None:
        form = what.form(request.POST, branch=complaint.branch)
        if not form.is_valid():
            return invalid(request, form)
        values = form.cleaned_data
    now: dt.datetime = timezone.now()
    what.verb(subject, by=request.user, at=now, **values)
    case = reverse("complaints:case", args=[complaint.branch.code, complaint.number])
    return done(request, what.message, back=back or case)
