"""The demo branch's wall for staff, in the back office."""

from __future__ import annotations

import datetime as dt

from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device
from queueing.models import WallSettings

CODE = "WALL2"


def write(password: str, at: dt.datetime) -> None:
    """Hang it up once; a second run changes nothing."""
    branch = Branch.objects.filter(code="0001", is_demo=True).first()
    if branch is None:
        return
    names = {"name_zh": "员工屏", "name_en": "Staff wall"}
    device, _is_new = Device.objects.get_or_create(
        code=CODE, defaults={"branch": branch, "kind": DeviceKind.WALL, **names}
    )
    WallSettings.objects.get_or_create(device=device, defaults={"is_for_staff": True})
