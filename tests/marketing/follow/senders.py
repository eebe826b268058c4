"""Senders of a bank's own, as settings may name them."""

from __future__ import annotations

from marketing.senders import DeliveryFailed, Parcel

seen: list[Parcel] = []


def keep(parcel: Parcel) -> None:
    """Take it."""
    seen.append(parcel)


def refuse_for_now(parcel: Parcel) -> None:
    """The gateway is too busy."""
    raise DeliveryFailed("gateway_503")


def refuse_for_good(parcel: Parcel) -> None:
    """There is no such number."""
    raise DeliveryFailed("gateway_422", is_final=True)


def fault(parcel: Parcel) -> None:
    """The adapter itself is broken."""
    seen.append(parcel)
    raise RuntimeError("a fault of the adapter")
