"""Leaflets and other approved content before customers: what is about a product is shown where the gate lets that through.

The product is a value of the version, which compliance approved with it; content without one is about none.
"""

from __future__ import annotations

from collections.abc import Iterable

from lobby.floor.models import LibraryVersion
from marketing.domain.suitability import Facts, judge
from marketing.enums.products import Surface
from marketing.models import Product


def shown_to(facts: Facts, versions: Iterable[LibraryVersion], surface: Surface) -> list[LibraryVersion]:
    """Those that may be shown to somebody, in the order given (1 query, none where none is about a product)."""
    found = list(versions)
    codes = {code_of(version) for version in found} - {""}
    products = {one.code: one for one in Product.objects.filter(code__in=codes)} if codes else {}
    closed = {code for code in codes if code not in products or judge(facts, products[code], surface)}
    return [version for version in found if code_of(version) not in closed]


def product_of(version: LibraryVersion | None) -> Product | None:
    """What a leaflet is about (0–1 query), None for none."""
    code = code_of(version) if version is not None else ""
    return Product.objects.filter(code=code).first() if code else None


def code_of(version: LibraryVersion) -> str:
    """The product's code as it was approved, "" for none."""
    return str(version.extra.get("product") or "")
