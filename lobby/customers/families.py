"""Families of products by their codes: the app that sells them says which there are, holdings name them."""

from __future__ import annotations

from collections.abc import Iterable

_codes: set[str] = set()


def register(codes: Iterable[str]) -> None:
    """Add families; called from `AppConfig.ready()`."""
    _codes.update(codes)


def is_known(code: str) -> bool:
    """Whether holdings may name the family."""
    return code in _codes
