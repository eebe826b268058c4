"""What an answer leads to: an interest becomes a lead with its source, "later" somebody who gets in touch again."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import can
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from marketing.domain import follow as follow_ups
from marketing.domain import leads
from marketing.domain.prompting.answering import follow
from marketing.enums.follow import FollowUpKind
from marketing.enums.leads import LeadSource
from marketing.enums.needs import Place
from marketing.enums.prompts import PromptAnswer
from marketing.models import Prompt

LATER_DAYS = 7


def register() -> None:
    """Follow the answers; called once when Django starts."""
    follow(PromptAnswer.INTERESTED, make_lead)
    follow(PromptAnswer.LATER, remind)


def make_lead(prompt: Prompt, by: Staff, at: dt.datetime) -> None:
    """A lead from the visit and scenario that caused it (S149); an open one of the family is linked, not doubled."""
    if not can(by, prompt.branch, Permission.LEAD_CREATE):
        return
    leads.create(
        prompt.branch,
        by=by,
        at=at,
        customer=prompt.customer,
        family=prompt.product.family,
        source=LeadSource.MACHINE if prompt.place == Place.MACHINE else LeadSource.PROMPT,
        visit=prompt.visit,
        ticket=prompt.ticket,
        scenario=prompt.rule.scenario,
        product=prompt.product,
        is_on_site=prompt.visit.ended_at is None,
    )


def remind(prompt: Prompt, by: Staff, at: dt.datetime) -> None:
    """Whoever looks after the customer gets in touch in a week, on a day on which the branch is open."""
    follow_ups.create(
        prompt.customer,
        branch=prompt.branch,
        by=by.actor,
        at=at,
        kind=FollowUpKind.LATER,
        days=LATER_DAYS,
        family=prompt.product.family,
        visit=prompt.visit,
        key=f"prompt-{prompt.pk}",
    )
