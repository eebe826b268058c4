"""What the calls about checks are given."""

from __future__ import annotations

from rest_framework import serializers

from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Text, Whole
from lobby.branches.forms import check_in_calendar
from lobby.floor.enums.checks import CheckKind, CheckValue


class ChecklistQuery(Body):
    """Which runs are listed."""

    date = serializers.DateField(
        required=False, validators=[check_in_calendar], help_text="Business day, today when it is left out"
    )
    kind = Choice(CheckKind.choices, required=False, help_text="Left out: every kind but patrols")


class AnswerBody(Body):
    """One answer. A count decides by itself whether it is enough."""

    item = Text(max_length=20, help_text="Code of the item")
    value = Choice(CheckValue.choices, required=False)
    count = Whole(min_value=0, max_value=1_000_000, allow_null=True, default=None)
    note = Text(max_length=300, required=False)
    reason = Text(max_length=300, required=False, help_text="Why it is ok although the system knows otherwise")
    person = Whole(min_value=1, max_value=MAX_BIGINT, allow_null=True, default=None, help_text="Whom it is about")
    attachments = serializers.ListField(
        child=Whole(min_value=1, max_value=MAX_BIGINT), max_length=6, default=list, help_text="Ids of one's own uploads"
    )
    action = Text(max_length=30, required=False, help_text="What to do about an issue at once, such as `task`")


class CheckNoteBody(Body):
    """A note."""

    note = Text(max_length=300, required=False)


class RejectBody(Body):
    """Why it is sent back."""

    note = Text(max_length=300)
