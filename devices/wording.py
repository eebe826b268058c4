"""The register's history in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lobby.branches.calendar import local
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch
from lobby.live.models import Entry

COLUMNS: dict[str, str | Promise] = {
    "name_zh": gettext_lazy("Chinese name"),
    "name_en": gettext_lazy("English name"),
    "kind": gettext_lazy("Kind"),
    "zone": gettext_lazy("Zone"),
    "model": gettext_lazy("Maker and model"),
    "serial": pgettext_lazy("register", "Serial number"),
    "vendor": gettext_lazy("Who mends it"),
    "is_accessible": gettext_lazy("Accessible"),
    "is_spare": gettext_lazy("Spare"),
    "spare_for": gettext_lazy("Stands in for"),
    "is_active": gettext_lazy("In use"),
    "functions": gettext_lazy("What it does"),
}


def line_of(entry: Entry, branch: Branch) -> str:
    """One entry of a machine's journal in the active language, without who and when; times on the branch's clock."""
    said: Mapping[str, Any] = entry.payload
    if entry.type == "device.registered":
        return _("Registered as %(kind)s") % {"kind": kind(said["kind"])}
    if entry.type == "device.changed":
        return " · ".join(
            f"{COLUMNS.get(name, name)}: {value(name, was)} → {value(name, now)}"
            for name, (was, now) in said["changes"].items()
        )
    if entry.type == "device.key_made":
        return _("New key %(prefix)s") % {"prefix": said["prefix"]}
    if entry.type == "device.shut_out":
        return _("Shut out: %(prefixes)s") % {"prefixes": ", ".join(said["prefixes"])}
    words = {
        "device.window_planned": _("Maintenance planned: %(from)s to %(to)s"),
        "device.window_changed": _("Maintenance moved: %(from)s to %(to)s"),
        "device.window_ended": _("Maintenance ended before its time or called off: %(from)s to %(to)s"),
    }
    times = {"from": clock(branch, said["starts_at"]), "to": clock(branch, said["ends_at"])}
    told = words[entry.type] % times
    return f"{told} · {said['reason']}" if said["reason"] else told


def clock(branch: Branch, moment: str) -> str:
    """A moment on the branch's clock."""
    return f"{local(branch, dt.datetime.fromisoformat(moment)):%Y-%m-%d %H:%M}"


def kind(code: str) -> str:
    """A kind of machine in words."""
    return str(DeviceKind(code).label) if code in DeviceKind.values else code


def value(name: str, said: Any) -> str:
    """One value of a change in words."""
    if isinstance(said, bool):
        return _("yes") if said else _("no")
    return kind(said) if name == "kind" else (str(said) or "—")
