"""Fetching stock through the person: a stranger finds nothing, whoever does not keep it only reads."""

from __future__ import annotations

from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Staff
from lobby.floor.models import Material, StockLot, StockMove


def material_for(staff: Staff, material_id: int, permission: str = Permission.STOCK_MANAGE) -> Material:
    """A material of the person's branches (1–2 queries). Raises NotFound, Forbidden."""
    materials = Material.objects.filter(pk=material_id, is_active=True).select_related("branch")
    material = materials.filter(branch__in=branches_for(staff, permission)).first()
    if material is not None:
        return material
    if materials.filter(branch__in=branches_for(staff, Permission.FLOOR_VIEW)).exists():
        raise Forbidden
    raise NotFound


def lot_for(staff: Staff, lot_id: int) -> StockLot:
    """A lot that the person keeps (2–3 queries). Raises NotFound, Forbidden."""
    lot = StockLot.objects.filter(pk=lot_id).select_related("material__branch").first()
    if lot is None:
        raise NotFound
    material_for(staff, lot.material_id)
    return lot


def move_for(staff: Staff, move_id: int) -> StockMove:
    """A move at a material that the person keeps (2–3 queries). Raises NotFound, Forbidden."""
    move = StockMove.objects.filter(pk=move_id).select_related("lot__material__branch").first()
    if move is None:
        raise NotFound
    material_for(staff, move.lot.material_id)
    return move
