"""Saying a prompt to a customer, or showing it on a machine, and what becomes of the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Staff
from lobby.live import journal
from marketing.domain import contacting
from marketing.domain.prompting.deciding import Candidate, decide, decide_on_machine
from marketing.domain.suitability import check
from marketing.enums.needs import Place
from marketing.enums.products import Surface
from marketing.enums.prompts import PromptAnswer
from marketing.errors.prompts import AlreadyAnswered, PromptGone
from marketing.events.prompts import PromptAnswered, PromptShown
from marketing.models import Prompt, Rule
from queueing.models import Ticket, Visit

WAY = "prompt"
# What else an answer leads to: a lead, a reminder. Of the prompt, who noted it, when.
Follower = Callable[[Prompt, Staff, dt.datetime], object]
_followers: dict[PromptAnswer, Follower] = {}


def follow(answer: PromptAnswer, follower: Follower) -> None:
    """Say what an answer leads to; called from `AppConfig.ready()`. Raises ValueError where another part said so."""
    if _followers.setdefault(answer, follower) is not follower:
        raise ValueError(f"two parts follow the answer {answer}")


def show(ticket: Ticket, *, by: Staff, at: dt.datetime, rule: Rule | None = None) -> Prompt:
    """Note that the prompt is said now. It is decided anew under the visit's lock: a visit has no more than it may.

    Raises PromptGone when nothing, or another rule's prompt, counts now.
    """
    with journal.unit(by=by.actor, at=at):
        Visit.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.visit_id)
        candidate = decide(ticket, staff=by, at=at).candidate
        if candidate is None or (rule is not None and candidate.rule.pk != rule.pk):
            raise PromptGone
        return keep(ticket, candidate, by=by.actor, at=at, staff=by)


def show_on_machine(ticket: Ticket, *, by: Actor, at: dt.datetime, session: int) -> Prompt | None:
    """What a machine shows after the business of its session is done, once for each; None for nothing."""
    with journal.unit(by=by, at=at):
        Visit.objects.select_for_update(of=("self",), no_key=True).get(pk=ticket.visit_id)
        if Prompt.objects.filter(session=session).exists():
            return None
        candidate = decide_on_machine(ticket, at=at).candidate
        return keep(ticket, candidate, by=by, at=at, session=session) if candidate else None


def keep(
    ticket: Ticket,
    candidate: Candidate,
    *,
    by: Actor,
    at: dt.datetime,
    staff: Staff | None = None,
    session: int | None = None,
) -> Prompt:
    """The prompt's row with its contact and the gate's answer. Raises PromptGone, Silenced."""
    is_machine = candidate.place == Place.MACHINE
    branch, visit = ticket.branch, Visit.objects.select_related("customer").get(pk=ticket.visit_id)
    assert visit.customer is not None  # decided so under the visit's lock
    surface = Surface.DEVICE if is_machine else Surface.PROMPT
    verdict = check(visit.customer, candidate.product, branch=branch, by=by, at=at, surface=surface, staff=staff)
    if not verdict.is_allowed:
        raise PromptGone
    contact = contacting.record(
        visit.customer,
        branch=branch,
        by=by,
        at=at,
        way="machine" if is_machine else WAY,
        product=candidate.product,
        scenario=candidate.scenario,
        visit=visit,
        staff=staff,
    )
    prompt = Prompt.objects.create(
        branch=branch,
        visit=visit,
        ticket=ticket,
        customer=visit.customer,
        rule=candidate.rule,
        product=candidate.product,
        staff=staff,
        place=candidate.place,
        nth=candidate.nth,
        is_asked_for=candidate.is_asked_for,
        contact=contact,
        session=session,
        shown_at=at,
    )
    journal.record(PromptShown(**news_of(prompt)))
    return prompt


def answer(prompt: Prompt, *, by: Staff, at: dt.datetime, answer: PromptAnswer | str) -> Prompt:
    """Note what the customer said: an interest becomes a lead, "later" a reminder, a "no" begins the cool-off.

    Raises AlreadyAnswered, and what the lead refuses.
    """
    with journal.unit(by=by.actor, at=at):
        prompt = (
            Prompt.objects.select_for_update(no_key=True, of=("self",))
            .select_related("branch", "customer", "visit", "ticket", "product", "rule__scenario", "contact")
            .get(pk=prompt.pk)
        )
        if prompt.answer:
            raise AlreadyAnswered
        prompt.answer, prompt.answered_at = PromptAnswer(answer), at
        prompt.save(update_fields=["answer", "answered_at"])
        if prompt.contact is not None:
            contacting.note_answer(prompt.contact, by=by.actor, at=at, answer=prompt.answer)
        follower = _followers.get(PromptAnswer(prompt.answer))
        if follower is not None:
            follower(prompt, by, at)
        journal.record(PromptAnswered(**news_of(prompt), answer=prompt.answer))
    return prompt


def say(ticket: Ticket, *, by: Staff, at: dt.datetime, rule: Rule, said: PromptAnswer | str) -> Prompt:
    """Said and answered in one tap. Raises what `show` and `answer` raise."""
    with journal.unit(by=by.actor, at=at):
        return answer(show(ticket, by=by, at=at, rule=rule), by=by, at=at, answer=said)


def news_of(prompt: Prompt) -> dict[str, Any]:
    """The values that every event of a prompt carries."""
    return {
        "branch_id": prompt.branch_id,
        "prompt": prompt.pk,
        "visit": prompt.visit_id,
        "ticket": prompt.ticket_id,
        "rule": prompt.rule.code,
        "product": prompt.product_id,
        "place": prompt.place,
    }
