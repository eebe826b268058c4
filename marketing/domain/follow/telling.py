"""The approved words that go with a follow-up, and sending them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from lobby.branches.models import Branch, Staff
from lobby.customers.enums.profile import ConsentPurpose
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import LibraryVersion
from lobby.floor.selectors.library import in_force
from marketing.domain.messages.writing import EN, ZH, names_in, render, send
from marketing.enums.follow import FollowUpKind
from marketing.models import FollowUp, Message

K = FollowUpKind
GREETING = "message-keep-in-touch"
TEMPLATES: dict[str, str] = {
    K.VISIT: "message-follow-up",
    K.MEETING: "message-follow-up",
    K.BIRTHDAY: "message-birthday",
    K.MATURITY: "message-maturing",
}


def template_of(follow_up: FollowUp) -> str:
    """Which message it is: its rule's, else its kind's."""
    own = follow_up.rule.template if follow_up.rule else ""
    return own or TEMPLATES.get(follow_up.kind, GREETING)


def write(follow_up: FollowUp, *, by: Staff, at: dt.datetime) -> Message:
    """Send the customer the words of the follow-up. Raises NoTemplate, ValueMissing."""
    language = EN if follow_up.customer.language.startswith("en") else ZH
    return send(
        follow_up.customer,
        template_of(follow_up),
        branch=follow_up.branch,
        by=by.actor,
        at=at,
        values=values_of(follow_up, by, language),
        purpose=ConsentPurpose(follow_up.purpose),
        family=follow_up.family,
        key=f"follow-up:{follow_up.pk}",
        subject=follow_up.subject,
    )


def values_of(follow_up: FollowUp, staff: Staff, language: str) -> dict[str, str]:
    """What the templates name; the branch must be loaded."""
    branch, on = follow_up.branch, follow_up.about_on or follow_up.due_on
    is_english = language.startswith("en")
    return {
        "branch": branch.name_en if is_english else branch.name_zh,
        "staff": staff.name,
        "date": f"{on.day} {on:%B}" if is_english else f"{on.month}月{on.day}日",
        "link": settings.PUBLIC_URL + reverse("queueing:book", args=[branch.code]),
    }


def words_for(
    follow_ups: Iterable[FollowUp], branch: Branch, staff: Staff, language: str, *, at: dt.datetime
) -> dict[int, str]:
    """The words of several, filled in, by follow-up; what names more than we know is left out (1 query)."""
    asked = list(follow_ups)
    codes = {template_of(one) for one in asked}
    found: dict[str, LibraryVersion] = {
        one.item.code: one for one in in_force(ContentKind.MESSAGE_TEMPLATE, branch, at).filter(item__code__in=codes)
    }
    told = {}
    for one in asked:
        version = found.get(template_of(one))
        values = values_of(one, staff, language)
        if version is not None and set(names_in(version.body_in(language))) <= set(values):
            told[one.pk] = render(version.body_in(language), values)
    return told
