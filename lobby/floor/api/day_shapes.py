"""What the calls about alerts and reminders answer; `day_answers.py` writes the same names."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import CharField, ChoiceField, DateTimeField, IntegerField

from lobby.floor.enums import AlertStatus, ReminderStatus, Severity

Shape = serializers.Serializer[Any]


class AlertShape(Shape):
    """Something that needs a person."""

    id = IntegerField()
    branch = CharField()
    kind = CharField()
    text = CharField(help_text="In the language asked for")
    help = CharField(help_text="What to do, in the language asked for")
    severity = ChoiceField(Severity.choices)
    status = ChoiceField(AlertStatus.choices)
    level = IntegerField(min_value=0, help_text="How often it was passed on to a role above")
    subject = CharField(help_text="What it is about, such as ticket:12")
    person = CharField(allow_null=True, help_text="User name of whoever is asked by name")
    accepted_by = CharField(allow_null=True, help_text="User name")
    raised_at = DateTimeField()
    accepted_at = DateTimeField(allow_null=True)
    snoozed_until = DateTimeField(allow_null=True)
    resolved_at = DateTimeField(allow_null=True)


class ReminderShape(Shape):
    """A reminder or task."""

    id = IntegerField()
    branch = CharField()
    kind = CharField()
    text = CharField(help_text="In the language asked for")
    status = ChoiceField(ReminderStatus.choices)
    owner = CharField(allow_null=True, help_text="User name; null while nobody of the team took it")
    team = CharField(allow_null=True, help_text="Role code of the team it was given to")
    made_by = CharField(allow_null=True, help_text="User name; null for a rule")
    due_at = DateTimeField()
    bounces = IntegerField(min_value=0, help_text="How often it was handed over")
    snoozes = IntegerField(min_value=0)
    ended_at = DateTimeField(allow_null=True)
    outcome = CharField(allow_blank=True)
