"""The demo branch's cupboard and what its walls play."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch
from lobby.floor.domain.content import playlists
from lobby.floor.domain.stock import materials, moving
from lobby.floor.enums.library import ContentKind
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.models import LibraryItem, Material, PlaylistEntry
from lobby.floor.selectors.library import in_force
from lobby.floor.selectors.stock import today

BRANCH = "0001"
K = MaterialKind
# Code, kind, name, name, minimum, lots of (quantity, days until the last one; None = no date).
MATERIALS: list[tuple[str, MaterialKind, str, str, int, list[tuple[int, int | None]]]] = [
    ("leaflet-deposit", K.LEAFLET, "存款产品折页", "Deposit leaflets", 60, [(40, 12), (80, 90)]),
    ("leaflet-fraud", K.LEAFLET, "防诈骗宣传折页", "Fraud-prevention leaflets", 80, [(120, 180)]),
    ("leaflet-wealth", K.LEAFLET, "理财业务须知", "About wealth products", 40, [(15, 0), (10, 60)]),
    ("form-account", K.FORM, "开户申请表", "Account application forms", 50, [(160, None)]),
    ("form-transfer", K.FORM, "汇款单", "Transfer slips", 100, [(300, None)]),
    ("voucher-deposit", K.VOUCHER, "存款凭条", "Deposit vouchers", 100, [(220, None)]),
    ("note-pads", K.OTHER, "便签纸", "Note pads", 10, [(24, None)]),
    ("prize-cup", K.PRIZE, "知识问答纪念杯", "Quiz cups", 10, [(18, None)]),
    ("prize-bag", K.PRIZE, "环保购物袋", "Cloth bags", 20, [(45, None)]),
    ("care-glasses", K.CARE_KIT, "老花镜", "Reading glasses", 3, [(6, None)]),
    ("care-wheelchair", K.CARE_KIT, "轮椅", "Wheelchairs", 1, [(2, None)]),
    ("care-umbrella", K.CARE_KIT, "爱心雨伞", "Umbrellas", 6, [(12, None)]),
    ("first-aid-box", K.FIRST_AID, "急救箱", "First-aid boxes", 1, [(2, 200)]),
    ("first-aid-plasters", K.FIRST_AID, "创可贴", "Plasters", 20, [(50, 25)]),
]
APPROVAL = "LOBBY-DEMO-01"


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch = Branch.objects.get(code=BRANCH)
    for code, kind, name_zh, name_en, minimum, lots in MATERIALS:
        if Material.objects.filter(branch=branch, code=code).exists():
            continue
        names = {"name_zh": name_zh, "name_en": name_en}
        kept = Material(branch=branch, code=code, kind=kind, **names, is_lendable=kind == K.CARE_KIT)
        materials.add(kept, by=SYSTEM, at=at)
        for quantity, days in lots:
            expires_on = today(branch, at) + dt.timedelta(days=days) if days is not None else None
            moving.receive(
                kept, quantity=quantity, by=SYSTEM, at=at, expires_on=expires_on, approval_no=approval_of(kind)
            )
        # The minimum comes last: a cupboard that is being filled calls for nobody.
        materials.change_minimum(kept, minimum=minimum, by=SYSTEM, at=at)
    write_playlist(branch, at=at)


def approval_of(kind: MaterialKind) -> str:
    """The number on printed matter."""
    return APPROVAL if kind == K.LEAFLET else ""


def write_playlist(branch: Branch, *, at: dt.datetime) -> None:
    """Every wall of the demo plays what the product ships with."""
    if PlaylistEntry.objects.filter(playlist__branch=branch).exists():
        return
    playlist = playlists.playlist_of(branch, by=SYSTEM, at=at)
    playing = in_force(ContentKind.WALL_CONTENT, branch, at).values("item")
    for item in LibraryItem.objects.filter(pk__in=playing).order_by("code"):
        playlists.add(playlist, item, by=SYSTEM, at=at)
