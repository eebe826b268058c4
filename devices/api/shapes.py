"""What is answered about machines."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import CharField, ChoiceField, DateTimeField, IntegerField

from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultStatus
from lobby.branches.enums import DeviceKind

Shape = serializers.Serializer[Any]


class OpenFaultShape(Shape):
    """A fault that is not closed."""

    id = IntegerField()
    kind = ChoiceField(FaultKind.choices)
    level = IntegerField(min_value=1, max_value=3)
    status = ChoiceField(FaultStatus.choices)


class DeviceStateShape(Shape):
    """The state a machine is in now. `services` is what a customer may be sent there for, nothing while it is down."""

    code = CharField()
    state = ChoiceField(DeviceStatus.choices)
    services = serializers.ListField(child=CharField(), help_text="Codes")
    fault = OpenFaultShape(allow_null=True, help_text="The open fault of the highest level")


class RefusalShape(Shape):
    """Why a row was not taken."""

    code = CharField()
    detail = CharField()


class DeviceRowShape(Shape):
    """The answer to one row of a list: like the one to a single report, or `error` alone beside the code."""

    code = CharField(allow_null=True)
    state = ChoiceField(DeviceStatus.choices, required=False)
    services = serializers.ListField(child=CharField(), required=False)
    fault = OpenFaultShape(allow_null=True, required=False)
    error = RefusalShape(required=False)


class FleetDeviceShape(Shape):
    """A device of a branch."""

    code = CharField()
    kind = ChoiceField(DeviceKind.choices)
    name = CharField()
    zone = CharField(allow_null=True)
    state = ChoiceField(DeviceStatus.choices)
    services = serializers.ListField(child=CharField(), help_text="Codes")
    since = DateTimeField(allow_null=True, help_text="null = never reported")
    fault = OpenFaultShape(allow_null=True)
