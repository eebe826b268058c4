"""What the calls about complaints answer. Who complained, and what was written, stands in none of these."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from complaints.enums.cases import ClockKind, ClockState, Step
from complaints.models import Complaint
from complaints.selectors import clocks
from lobby.branches.api.moments import moment

Shape = serializers.Serializer[Any]


class ComplaintClockShape(Shape):
    """A clock of a complaint; of one that was reopened the newest of each kind."""

    kind = ChoiceField(ClockKind.choices)
    due = DateTimeField()
    state = ChoiceField(ClockState.choices)


class ComplaintShape(Shape):
    """A complaint."""

    id = IntegerField()
    number = CharField()
    step = ChoiceField(Step.choices)
    owner = CharField(help_text="User name")
    is_major = BooleanField()
    clocks = ComplaintClockShape(many=True)
    receipt_url = CharField(help_text="Address of the customer's page; empty for whom the complaint is about")


def complaint_answer(complaint: Complaint, *, at: dt.datetime) -> dict[str, Any]:
    """A complaint whose owner and terms are known (1 query)."""
    return {
        "id": complaint.pk,
        "number": complaint.number,
        "step": complaint.step,
        "owner": complaint.owner.username,
        "is_major": complaint.is_major,
        "clocks": [
            {"kind": clock.kind, "due": moment(clock.due), "state": clock.state}
            for clock in clocks.shown(complaint, at)
        ],
        "receipt_url": receipt_url(complaint),
    }


def receipt_url(complaint: Complaint) -> str:
    """Where the customer reads how it stands."""
    return reverse("complaints:receipt", args=[complaint.token])
