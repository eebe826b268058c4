"""What a machine can do with the parts it has left, as SQL: lists, heartbeats and the router ask the same.

A machine does what its `DeviceFunction` rows say; one without rows does the services of its branch that the catalogue
gives to its kind's channel, with `DEFAULT_NEEDS` of their family. While an outage runs nothing that it reaches is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Func

from devices.enums import CHANNELS
from devices.enums.reports import DEFAULT_NEEDS


def case(column: str, table: Mapping[str, str]) -> str:
    """A table of ours as an expression over a column."""
    return " ".join([f"CASE {column}", *(f"WHEN '{key}' THEN {value}" for key, value in table.items()), "END"])


def array(words: Iterable[str]) -> str:
    """Words of ours as an array."""
    quoted = ", ".join(f"'{word}'" for word in words)
    return f"ARRAY[{quoted}]::text[]"


CHANNEL = case("device.kind", {kind.value: f"'{channel.value}'" for kind, channel in CHANNELS.items()})
NEEDS = case("service.family", {family.value: array(needs) for family, needs in DEFAULT_NEEDS.items()})
# Codes of the services that `lost` leaves to `device`, whatever state it is in.
ABLE = f"""
    ARRAY(
        SELECT service.code
        FROM branches_service AS service
        LEFT JOIN devices_devicefunction AS own ON own.device_id = device.id AND own.service_id = service.id
        WHERE service.branch_id = device.branch_id AND service.is_active
        AND NOT EXISTS (
            SELECT FROM floor_outage AS outage
            WHERE outage.branch_id = device.branch_id AND outage.status = 'running' AND NOT outage.is_drill
            AND (outage.channel = ({CHANNEL}) OR (outage.channel = '' AND service.id = ANY (outage.services)))
        )
        AND CASE
            WHEN own.id IS NOT NULL THEN NOT own.needs::text[] && lost.parts
            WHEN EXISTS (SELECT FROM devices_devicefunction WHERE device_id = device.id) THEN false
            ELSE service.channels::text[] @> ARRAY[{CHANNEL}]::text[] AND NOT {NEEDS} && lost.parts
        END
        ORDER BY service.code
    )
"""  # noqa: S608 - put together from constants
ABLE_NOW = f"""
    (SELECT {ABLE} FROM (SELECT branches_device.*) AS device, (
        SELECT coalesce((SELECT lost FROM devices_devicestate WHERE device_id = branches_device.id), '{{}}')::text[]
        AS parts
    ) AS lost)
"""  # noqa: S608 - put together from constants


def able() -> Func:
    """Codes of the services that the parts of a device allow, for a queryset of devices."""
    return Func(template=ABLE_NOW, output_field=ArrayField(CharField()))
