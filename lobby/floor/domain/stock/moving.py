"""Receiving, giving out, counting, taking away: each under the material's row lock, each a move that stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.floor.domain.alerts import policy_at, resolve_about
from lobby.floor.domain.stock.levels import EXPIRED, LOT, set_expiry, watch
from lobby.floor.enums.stock import OUTWARD, PRINTED, PRIZES, MoveReason, Purpose
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.stock import (
    ApprovalMissing,
    ArrivedExpired,
    NotEnough,
    NotExpired,
    NothingToTakeBack,
    NotInForce,
    OnlyExpired,
    PrizeForPurchase,
    PurposeMissing,
    QuantityInvalid,
    RecipientMissing,
)
from lobby.floor.events.stock import StockCounted, StockEvent, StockIssued, StockReceived, StockRemoved, StockTakenBack
from lobby.floor.models import LibraryVersion, Material, StockLot, StockMove
from lobby.floor.selectors.library import in_force
from lobby.floor.selectors.stock import is_expired, today, usable
from lobby.live import journal

MOST = 100_000
VISIT = "visit"
Subject = tuple[str, int] | None


def receive(
    material: Material,
    *,
    quantity: int,
    by: Actor,
    at: dt.datetime,
    expires_on: dt.date | None = None,
    approval_no: str = "",
) -> StockLot:
    """A delivery came. Raises QuantityInvalid, ArrivedExpired, ApprovalMissing for printed matter."""
    check_quantity(quantity)
    with journal.unit(by=by, at=at):
        material = locked(material)
        if expires_on is not None and expires_on < today(material.branch, at):
            raise ArrivedExpired
        number = approval_no.strip() or approval_of(material, at=at)
        if material.kind in PRINTED and not number:
            raise ApprovalMissing
        lot = add_lot(material, quantity, at=at, by=by, expires_on=expires_on, approval_no=number)
        tell(StockReceived, material, quantity, at=at)
    return lot


def issue(
    material: Material,
    *,
    quantity: int,
    by: Actor,
    at: dt.datetime,
    reason: MoveReason = MoveReason.ISSUED,
    purpose: str = "",
    subject: Subject = None,
    note: str = "",
) -> list[StockMove]:
    """Give out, refill the work folder or write off as lost: the lot that expires first goes first.

    Prizes and gifts need a purpose, which is never a purchase, and a visit or a note on who got it. What has expired, or
    whose printed content is not in force, is not given out; it may still be lost.

    Raises QuantityInvalid, ReasonMissing for a loss without words, PurposeMissing, RecipientMissing, PrizeForPurchase,
    NotInForce, OnlyExpired, NotEnough.
    """
    if reason not in OUTWARD:
        raise ValueError(reason)
    check_quantity(quantity)
    if reason == MoveReason.LOST and not note.strip():
        raise ReasonMissing
    if reason == MoveReason.ISSUED and material.kind in PRIZES:
        check_gift(purpose, subject, note)
    with journal.unit(by=by, at=at):
        material = locked(material)
        if reason != MoveReason.LOST:
            check_in_force(material, at=at)
        moves = take(material, quantity, at=at, by=by, reason=reason, purpose=purpose, subject=subject, note=note)
        tell(StockIssued, material, -quantity, at=at, reason=reason.value)
    return moves


def count(material: Material, *, counted: int, by: Actor, at: dt.datetime, subject: Subject = None) -> list[StockMove]:
    """Somebody counted what may be given out: the difference is a move. Raises QuantityInvalid.

    Too few are taken from the lots that expire first; too many are added to the lot that expires last.
    """
    if not 0 <= counted <= MOST:
        raise QuantityInvalid(most=MOST)
    with journal.unit(by=by, at=at):
        material = locked(material)
        lots = open_lots(material, at=at)
        change = counted - sum(lot.quantity for lot in lots)
        moves: list[StockMove] = []
        if change < 0:
            moves = take(material, -change, at=at, by=by, reason=MoveReason.COUNTED, subject=subject)
        elif change > 0 and lots:
            moves = [move(lots[-1], change, at=at, by=by, reason=MoveReason.COUNTED, subject=subject)]
        elif change > 0:
            lot = add_lot(material, change, at=at, by=by, reason=MoveReason.COUNTED)
            moves = list(lot.moves.all())
        tell(StockCounted, material, change, at=at)
    return moves


def counted(
    branch: Branch, code: str, number: int, *, by: Actor, at: dt.datetime, subject: Subject = None
) -> Material | None:
    """A check counted the material of a code; None where the branch keeps no such thing (S403)."""
    material = Material.objects.filter(branch=branch, code=code, is_active=True).select_related("branch").first()
    if material is not None:
        count(material, counted=number, by=by, at=at, subject=subject)
    return material


def remove_expired(lot: StockLot, *, by: Actor, at: dt.datetime) -> StockMove:
    """Confirm that an expired lot was taken away. Raises NotExpired."""
    with journal.unit(by=by, at=at):
        material = locked(lot.material)
        lot = StockLot.objects.select_for_update(no_key=True).get(pk=lot.pk)
        if not lot.quantity or not is_expired(lot, material.branch, at):
            raise NotExpired
        gone = -lot.quantity
        removed = move(lot, gone, at=at, by=by, reason=MoveReason.EXPIRED_REMOVED)
        resolve_about((LOT, lot.pk), at=at, reason="removed", among=[EXPIRED])
        tell(StockRemoved, material, gone, at=at)
    return removed


def take_back(first: StockMove, *, by: Actor, at: dt.datetime) -> list[StockMove]:
    """Take one's own giving out back, with all the lots it came from. Raises NothingToTakeBack."""
    with journal.unit(by=by, at=at):
        material = locked(first.lot.material)
        within = dt.timedelta(seconds=policy_at(material.branch, at).undo_within_s)
        if first.reason not in OUTWARD or first.by_id != by.staff_id or by.staff_id is None or at - first.at > within:
            raise NothingToTakeBack
        same = StockMove.objects.filter(lot__material=material, at=first.at, by=first.by_id, reason=first.reason)
        moves = list(same.select_related("lot").order_by("pk"))
        taken = StockMove.objects.filter(subject_type="move", subject_id=first.pk, reason=MoveReason.TAKEN_BACK)
        if taken.exists():
            raise NothingToTakeBack
        change = -sum(one.change for one in moves)
        back = [
            move(one.lot, -one.change, at=at, by=by, reason=MoveReason.TAKEN_BACK, subject=("move", one.pk))
            for one in moves
        ]
        tell(StockTakenBack, material, change, at=at)
    return back


def check_quantity(quantity: int) -> None:
    """Raises QuantityInvalid."""
    if not 1 <= quantity <= MOST:
        raise QuantityInvalid(most=MOST)


def check_gift(purpose: str, subject: Subject, note: str) -> None:
    """A gift is for something that is no purchase, and for somebody (N07)."""
    if not purpose:
        raise PurposeMissing
    if purpose not in Purpose.values or (subject is not None and subject[0] != VISIT):
        raise PrizeForPurchase
    if subject is None and not note.strip():
        raise RecipientMissing


def check_in_force(material: Material, *, at: dt.datetime) -> None:
    """What is printed on it counts at this moment (0–1 query). Raises NotInForce."""
    if material.item_id is not None and printed_version(material, at=at) is None:
        raise NotInForce


def printed_version(material: Material, *, at: dt.datetime) -> LibraryVersion | None:
    """The approved content that is printed on it, None when none is in force (1 query)."""
    return in_force(None, material.branch, at).filter(item=material.item_id).first()


def approval_of(material: Material, *, at: dt.datetime) -> str:
    """The approval's number of what is printed on it, empty where nothing is known."""
    version = printed_version(material, at=at) if material.item_id else None
    return version.approval_number if version else ""


def locked(material: Material) -> Material:
    """Read the material again with its row locked: all moves of a material are one after the other (1 statement)."""
    return Material.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=material.pk)


def open_lots(material: Material, *, at: dt.datetime) -> list[StockLot]:
    """The lots of which something may be given out, the one that expires first before the others (1 query)."""
    lots = StockLot.objects.select_for_update(no_key=True).filter(usable(material.branch, at), material=material)
    return list(lots.order_by(F("expires_on").asc(nulls_last=True), "pk"))


def take(material: Material, quantity: int, *, at: dt.datetime, **why: Any) -> list[StockMove]:
    """Take from the lots in their order. Raises OnlyExpired, NotEnough."""
    lots = open_lots(material, at=at)
    left = sum(lot.quantity for lot in lots)
    if not left and StockLot.objects.filter(material=material, quantity__gt=0).exists():
        raise OnlyExpired
    if left < quantity:
        raise NotEnough(left=left)
    moves = []
    for lot in lots:
        part = min(quantity, lot.quantity)
        if part:
            moves.append(move(lot, -part, at=at, **why))
            quantity -= part
    return moves


def add_lot(
    material: Material,
    quantity: int,
    *,
    at: dt.datetime,
    by: Actor,
    reason: MoveReason = MoveReason.RECEIVED,
    expires_on: dt.date | None = None,
    approval_no: str = "",
) -> StockLot:
    """A lot and the move that fills it."""
    lot = StockLot.objects.create(
        material=material, received_at=at, received=quantity, quantity=0, expires_on=expires_on, approval_no=approval_no
    )
    move(lot, quantity, at=at, by=by, reason=reason)
    set_expiry(lot)
    return lot


def move(
    lot: StockLot,
    change: int,
    *,
    at: dt.datetime,
    by: Actor,
    reason: MoveReason,
    purpose: str = "",
    subject: Subject = None,
    note: str = "",
) -> StockMove:
    """Write a move and change its lot (2 statements). The lot must be locked or new."""
    lot.quantity += change
    lot.save(update_fields=["quantity"])
    return StockMove.objects.create(
        lot=lot,
        change=change,
        reason=reason,
        purpose=purpose,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        note=note.strip(),
        at=at,
        by_id=by.staff_id,
    )


def tell(event: type[StockEvent], material: Material, change: int, *, at: dt.datetime, **more: Any) -> None:
    """Look at the minimum and tell what is left."""
    left = watch(material, at=at)
    news: dict[str, Any] = {"branch_id": material.branch_id, "material": material.pk, "code": material.code}
    journal.record(event(**news, change=change, on_hand=left, **more))
