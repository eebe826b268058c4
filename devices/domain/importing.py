"""Taking machines over from a table: every row is read and judged first, then written or not at all.

Codes tell which machine a row is about, so the same file taken over twice changes nothing the second time. A column that
the file does not have leaves what is known as it is; an empty cell empties it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from devices import tables
from devices.domain import register
from devices.domain.register import Details, differences, fits
from devices.enums.reports import Part
from devices.errors.tables import TableHasErrors
from devices.tables import Row
from lobby.branches.actors import Actor
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, Service, Zone
from lobby.branches.models.organisation import CODE
from lobby.live import journal

LONGEST_CODE = 20
YES, NO = ("yes", "y", "true", "1", "是"), ("no", "n", "false", "0", "否", "")
LENGTHS = {"name_zh": 60, "name_en": 60, "model": 80, "serial": 60, "vendor": 80}
FLAGS = {"accessible": "is_accessible", "spare": "is_spare", "active": "is_active"}


@dataclass(slots=True)
class Line:
    """One row as it was judged: what is wrong by column, and what it would change."""

    number: int
    row: Row
    errors: dict[str, str] = field(default_factory=dict)
    branch: Branch | None = None
    device: Device | None = None
    details: Details | None = None
    spare_for: str = ""
    changes: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Which machine it is about."""
        return self.row.get("code", "")

    @property
    def is_good(self) -> bool:
        """Whether it can be written."""
        return not self.errors

    @property
    def is_new(self) -> bool:
        """Whether the machine is not known yet."""
        return self.device is None


@dataclass(frozen=True)
class Known:
    """What rows are judged by: branches in reach with their zones and services, and the machines that have the codes."""

    home: Branch
    branches: dict[str, Branch]
    zones: dict[tuple[int, str], Zone]
    services: dict[tuple[int, str], Service]
    devices: dict[str, Device]


def judge(text: str, home: Branch, branches: Iterable[Branch]) -> list[Line]:
    """Read and judge every row (6 queries however many there are); `branches` are those whose register one keeps.

    Raises what reading the file raises.
    """
    lines = [Line(number, row) for number, row in tables.rows(text)]
    known = know(lines, home, branches)
    seen: set[str] = set()
    for line in lines:
        judge_line(line, known)
        if line.code in seen:
            line.errors.setdefault("code", _("This code stands in an earlier row already."))
        seen.add(line.code)
    judge_spares(lines, known)
    for line in lines:
        if line.is_good and line.device is not None and line.details is not None:
            line.changes = differences(line.device, line.details)
    return lines


def know(lines: list[Line], home: Branch, branches: Iterable[Branch]) -> Known:
    """Everything that the rows may name (5 queries)."""
    mine = {branch.code: branch for branch in branches}
    named = {line.row.get("code", "") for line in lines} | {line.row.get("spare_for", "") for line in lines}
    codes = [code for code in named if is_code(code)]
    devices = Device.objects.filter(code__in=codes).select_related("branch", "zone", "spare_for")
    named_branches = {line.row.get("branch") or home.code for line in lines} & set(mine)
    reached = [mine[code].pk for code in named_branches]
    return Known(
        home=home,
        branches=mine,
        zones={(zone.branch_id, zone.code): zone for zone in Zone.objects.filter(branch__in=reached)},
        services={(one.branch_id, one.code): one for one in Service.objects.filter(branch__in=reached, is_active=True)},
        devices={device.code: device for device in devices.prefetch_related("functions__service")},
    )


def is_code(text: str) -> bool:
    """Whether a machine may have this code."""
    try:
        CODE(text)
    except ValidationError:
        return False
    return 0 < len(text) <= LONGEST_CODE


def judge_line(line: Line, known: Known) -> None:
    """What can be said of a row by itself; its errors are collected."""
    row, errors = line.row, line.errors
    if "" in row:
        errors["code"] = _("This row has more cells than there are columns.")
    for name, cell in row.items():
        if len(cell) > tables.LONGEST_CELL or any(ord(sign) < 32 or ord(sign) == 127 for sign in cell):
            errors[name] = _("Please leave out control characters and very long texts.")
    code = line.code
    if not is_code(code):
        errors["code"] = _("A code is up to 20 letters, digits, - and _.")
    line.branch = known.branches.get(row.get("branch") or known.home.code)
    if line.branch is None:
        errors["branch"] = _("There is no such branch whose register you keep.")
        return
    found = known.devices.get(code)
    if found is not None and found.branch_id != line.branch.pk:
        errors["code"] = _("This code is taken.")
        return
    line.device = found
    collect(line, known)


def collect(line: Line, known: Known) -> None:
    """Put the row's details together, beginning with what is known of the machine."""
    values: dict[str, Any] = {} if line.device is None else dict(known_of(line.device))
    if line.device is not None and line.device.spare_for is not None:
        line.spare_for = line.device.spare_for.code
    for name, cell in line.row.items():
        if name not in READERS or name in line.errors:
            continue
        try:
            values.update(READERS[name](name, cell, line, known))
        except ValidationError as error:
            line.errors[name] = error.messages[0]
    if line.is_good:
        line.details = Details(**values)


def known_of(device: Device) -> dict[str, Any]:
    """What is known of a machine, as details (no query: it comes with everything)."""
    values = {name: getattr(device, name) for name in Details.__dataclass_fields__ if name != "functions"}
    values["kind"] = DeviceKind(device.kind)
    return {**values, "functions": {row.service: tuple(row.needs) for row in device.functions.all()}}


def read_kind(name: str, cell: str, line: Line, known: Known) -> dict[str, Any]:
    """A kind by its code or its word in the active language."""
    for kind in DeviceKind:
        if cell.lower() in (kind.value, str(kind.label).lower()):
            return {"kind": kind}
    raise ValidationError(_("Not a kind of machine: {kinds}").format(kinds=", ".join(DeviceKind.values)))


def read_text(name: str, cell: str, line: Line, known: Known) -> dict[str, Any]:
    """A text of its length."""
    if len(cell) > LENGTHS[name]:
        raise ValidationError(_("At most {n} characters.").format(n=LENGTHS[name]))
    if not cell and name in tables.REQUIRED:
        raise ValidationError(_("This must be filled in."))
    return {name: cell}


def read_flag(name: str, cell: str, line: Line, known: Known) -> dict[str, Any]:
    """Yes or no."""
    if cell.lower() not in (*YES, *NO):
        raise ValidationError(_("Please write yes or no."))
    return {FLAGS[name]: cell.lower() in YES}


def read_zone(name: str, cell: str, line: Line, known: Known) -> dict[str, Any]:
    """A zone of the row's branch by its code."""
    assert line.branch is not None
    zone = known.zones.get((line.branch.pk, cell))
    if cell and zone is None:
        raise ValidationError(_("There is no such zone in this branch."))
    return {"zone": zone}


def read_spare_for(name: str, cell: str, line: Line, known: Known) -> dict[str, Any]:
    """Which machine it stands in for; looked at when all rows are read."""
    line.spare_for = cell
    return {"spare_for": None}


def read_functions(name: str, cell: str, line: Line, known: Known) -> dict[str, Any]:
    """Services of the row's branch with the parts they need: `cash:dispenser+acceptor; card:card`."""
    assert line.branch is not None
    functions: dict[Service, tuple[str, ...]] = {}
    for piece in filter(None, (part.strip() for part in re.split("[;；]", cell))):
        code, _mark, needs = piece.replace("：", ":").partition(":")
        service = known.services.get((line.branch.pk, code.strip()))
        parts = [part.strip() for part in needs.split("+") if part.strip()]
        if service is None or service in functions:
            raise ValidationError(
                _("There is no such service in this branch, or it stands there twice: {code}").format(code=code)
            )
        if wrong := [part for part in parts if part not in Part.values]:
            raise ValidationError(
                _("Not a part: {part}. Parts are {parts}.").format(part=wrong[0], parts=", ".join(Part.values))
            )
        functions[service] = tuple(sorted(set(parts)))
    return {"functions": functions}


READERS: dict[str, Callable[[str, str, Line, Known], dict[str, Any]]] = {
    "kind": read_kind,
    **dict.fromkeys(LENGTHS, read_text),
    **dict.fromkeys(FLAGS, read_flag),
    "zone": read_zone,
    "spare_for": read_spare_for,
    "functions": read_functions,
}


def judge_spares(lines: list[Line], known: Known) -> None:
    """What spare machines stand in for: another good row of this file, or a machine that is known."""
    by_code = {line.code: line for line in lines}
    for line in lines:
        if not line.is_good or not line.spare_for or line.details is None:
            continue
        other, device = by_code.get(line.spare_for), known.devices.get(line.spare_for)
        if other is not None and other is not line and (not other.is_good or other.spare_for):
            line.errors["spare_for"] = _("The row of that machine is wrong, or it is a spare itself.")
            continue
        stand_in = device_as_told(other, device, line)
        if stand_in is None or stand_in.code == line.code:
            line.errors["spare_for"] = _("There is no such machine in this branch.")
            continue
        line.details = replace(line.details, spare_for=stand_in)
        assert line.branch is not None
        if not fits(line.branch, line.details):
            line.errors["spare_for"] = _("A spare machine stands in for another machine of the same branch and kind.")
        elif device is not None:
            line.details = replace(line.details, spare_for=device)


def device_as_told(other: Line | None, device: Device | None, line: Line) -> Device | None:
    """The machine that somebody stands in for as it will be after the file; None for an unknown or a stranger's one."""
    if other is not None and other.details is not None and other.branch is not None:
        details = other.details
        return Device(
            pk=other.device.pk if other.device else None,
            code=other.code,
            branch=other.branch,
            kind=details.kind,
            is_spare=details.is_spare,
        )
    assert line.branch is not None
    return device if device is not None and device.branch_id == line.branch.pk else None


def take_over(lines: list[Line], *, by: Actor, at: dt.datetime, only_good: bool = False) -> list[Line]:
    """Write the rows, machines before what stands in for them; returns those that changed anything.

    All of it or nothing. Raises TableHasErrors while a row is wrong, unless only the good rows are wanted.
    """
    good = [line for line in lines if line.is_good]
    if len(good) < len(lines) and not only_good:
        raise TableHasErrors
    changing = [line for line in good if line.is_new or line.changes]
    written: dict[str, Device] = {}
    with journal.unit(by=by, at=at):
        for line in sorted(changing, key=lambda one: (bool(one.spare_for), one.number)):
            written[line.code] = write(line, written, by=by, at=at)
    return changing


def write(line: Line, written: dict[str, Device], *, by: Actor, at: dt.datetime) -> Device:
    """One row. Raises what the register's verbs raise."""
    details = line.details
    assert details is not None
    assert line.branch is not None
    if line.spare_for in written:
        details = replace(details, spare_for=written[line.spare_for])
    if line.device is None:
        return register.add(line.branch, line.code, details, by=by, at=at)
    return register.change(line.device, details, by=by, at=at)
