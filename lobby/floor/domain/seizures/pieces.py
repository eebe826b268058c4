"""What was found: notes by their numbers, coins by their count, foreign money by its currency."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from lobby.floor.amounts import yuan
from lobby.floor.enums.seizures import PieceKind
from lobby.floor.errors.authority import BadAmount
from lobby.floor.errors.seizures import BadPiece, NoPieces
from lobby.floor.models import SeizurePiece

OWN = "CNY"
CURRENCY = re.compile(r"[A-Z]{3}")
SERIAL = re.compile(r"[A-Za-z0-9?*]{4,20}")
MOST = 200
MOST_OF_ONE = 10_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece as it is entered; `serial_no` may have ? for what cannot be read."""

    kind: str
    denomination: Decimal | str
    serial_no: str = ""
    currency: str = OWN
    count: int = 1


def checked(pieces: Iterable[Piece]) -> list[SeizurePiece]:
    """The pieces as rows, not saved. Raises NoPieces, BadPiece with the first position that is wrong."""
    given = list(pieces)
    if not given or len(given) > MOST:
        raise NoPieces
    return [row_of(position, piece) for position, piece in enumerate(given, start=1)]


def row_of(position: int, piece: Piece) -> SeizurePiece:
    """One piece as a row. Raises BadPiece."""
    serial, currency = piece.serial_no.strip().upper(), piece.currency.strip().upper()
    if problem := what_is_wrong(piece, serial, currency):
        raise BadPiece(position=position, reason=problem)
    return SeizurePiece(
        kind=piece.kind,
        currency=currency,
        denomination=yuan(piece.denomination),
        serial_no=serial,
        count=piece.count,
    )


def what_is_wrong(piece: Piece, serial: str, currency: str) -> str:
    """Why a piece cannot be right, in words; empty when it can."""
    try:
        yuan(piece.denomination)
    except BadAmount as error:
        return error.detail
    if piece.kind not in PieceKind.values:
        return _("note, coin or foreign money")
    if not CURRENCY.fullmatch(currency) or (piece.kind == PieceKind.FOREIGN) == (currency == OWN):
        return _("the currency does not fit")
    if serial and not SERIAL.fullmatch(serial):
        return _("a serial number has 4 to 20 letters and digits, ? for what cannot be read")
    if piece.kind == PieceKind.NOTE and not serial:
        return _("a note has a serial number")
    if not 1 <= piece.count <= (1 if piece.kind == PieceKind.NOTE else MOST_OF_ONE):
        return _("each note is entered by itself")
    return ""
