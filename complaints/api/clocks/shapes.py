"""What the calls about more time answer."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from complaints.models import Extension
from lobby.branches.api.moments import moment


class ExtensionShape(serializers.Serializer[Any]):
    """More time for the legal clock; `state` says what is still to be done."""

    id = serializers.IntegerField()
    complaint = serializers.IntegerField()
    stage = serializers.IntegerField(help_text="1 or 2")
    state = serializers.ChoiceField(["asked", "approved", "refused", "told"])
    old_due = serializers.DateTimeField(help_text="The due that counted when it was asked for, or when it was told")
    new_due = serializers.DateTimeField(help_text="Counts once `state` is told")
    asked_by = serializers.CharField()
    decided_by = serializers.CharField(allow_null=True)


def extension_answer(extension: Extension) -> dict[str, Any]:
    """An extension, its clock and people read with it; the reason stays on the complaint's page."""
    return {
        "id": extension.pk,
        "complaint": extension.clock.complaint_id,
        "stage": extension.stage,
        "state": state_of(extension),
        "old_due": moment(extension.old_due_at),
        "new_due": moment(extension.new_due_at),
        "asked_by": extension.asked_by.name,
        "decided_by": extension.decided_by.name if extension.decided_by else None,
    }


def state_of(extension: Extension) -> str:
    """How far it is."""
    if extension.told_at is not None:
        return "told"
    return {None: "asked", True: "approved", False: "refused"}[extension.is_approved]
