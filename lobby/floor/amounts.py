"""Amounts of money: yuan as decimals with two places, never floats."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from lobby.floor.errors.authority import BadAmount

FEN = Decimal("0.01")
LARGEST = Decimal("9999999999.99")


def yuan(amount: Decimal | int | str, *, or_nothing: bool = False) -> Decimal:
    """The amount with two places; 0 only where it may be nothing. Raises BadAmount for anything that is no such sum."""
    try:
        value = Decimal(amount)
        exact = value.is_finite() and value == value.quantize(FEN)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise BadAmount from error
    if not exact or value > LARGEST or value < 0 or (value == 0 and not or_nothing):
        raise BadAmount
    return value.quantize(FEN)


def told(amount: Decimal | int) -> str:
    """A sum as people read it: 50,000 or 12.50."""
    value = Decimal(amount)
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
