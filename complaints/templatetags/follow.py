"""What the dialogs and the part of a complaint's page about its follow-up need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django import template
from django.db.models import QuerySet

from complaints.enums.cases import Verdict
from complaints.enums.follow import COMPENSATION_REASONS, CloseCode, Satisfaction
from complaints.models import Complaint
from complaints.selectors import follow
from lobby.branches.models import Branch, Staff

register = template.Library()


@register.simple_tag
def following(complaint: Complaint, staff: Staff, held: Iterable[str], at: dt.datetime) -> follow.Following:
    """Everything that follows a complaint, with what this person may do (7–13 queries)."""
    return follow.following(complaint, staff, held, at=at)


@register.simple_tag
def people_to_promise(branch: Branch) -> QuerySet[Staff]:
    """Who may keep a promise (1 query)."""
    return follow.handlers_of(branch)


@register.simple_tag
def departments(branch: Branch) -> list[tuple[str, str]]:
    """Who may be asked for something (2 queries)."""
    return follow.departments_of(branch)


@register.simple_tag
def close_code(complaint: Complaint) -> CloseCode | None:
    """With which code it would be closed now (2 queries)."""
    return follow.close_code(complaint)


@register.simple_tag
def satisfactions() -> list[tuple[str, str]]:
    """What a customer may say."""
    return [(one.value, str(one.label)) for one in Satisfaction]


@register.simple_tag
def compensation_reasons() -> list[tuple[str, str]]:
    """Why money is paid."""
    return [(one.value, str(one.label)) for one in COMPENSATION_REASONS]


@register.simple_tag
def verdicts() -> list[tuple[str, str]]:
    """What a review may come to."""
    return [(one.value, str(one.label)) for one in Verdict]
