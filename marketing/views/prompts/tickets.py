"""What staff tap beside a ticket: a need, an answer, a reason for none."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lobby.branches.answers import done, invalid
from lobby.branches.models import Staff
from marketing.access.prompts import prompt_to_answer, ticket_to_prompt
from marketing.domain import prompting
from marketing.enums.prompts import PromptAnswer
from marketing.forms.prompts import AnswerForm, NeedForm, SayForm, SkipForm
from queueing.models import Ticket
from queueing.views.one_ticket import found_by

TOLD = {
    PromptAnswer.INTERESTED: gettext_lazy("Noted: interested. A lead is made of it."),
    PromptAnswer.LATER: gettext_lazy("Noted: later."),
    PromptAnswer.NO: gettext_lazy("Noted: no. Nobody asks about this again for a while."),
}


on_ticket = found_by(ticket_to_prompt)


@on_ticket
def need(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Note a need."""
    form = NeedForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    prompting.note_need(ticket.visit, by=staff, at=timezone.now(), **form.cleaned_data)
    return done(request)


@on_ticket
def say(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Said and answered."""
    form = SayForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    prompt = prompting.say(ticket, by=staff, at=timezone.now(), **form.cleaned_data)
    return done(request, told(prompt.answer))


@on_ticket
def skip(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Nothing is said."""
    form = SkipForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    prompting.skip(ticket, by=staff, at=timezone.now(), **form.cleaned_data)
    return done(request, _("Noted. It counts as covered."))


@login_required
@require_POST
def answer(request: HttpRequest, prompt_id: int) -> HttpResponse:
    """The answer to something that was said or shown before. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    prompt = prompt_to_answer(request.user, prompt_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    prompting.answer(prompt, by=request.user, at=timezone.now(), answer=form.cleaned_data["said"])
    return done(request, told(form.cleaned_data["said"]))


def told(said: str) -> str:
    """What the screen says after an answer."""
    return str(TOLD[PromptAnswer(said)])
