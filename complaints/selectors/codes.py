"""The codes of complaints as forms offer them."""

from __future__ import annotations

from collections.abc import Iterable

from complaints.enums.cases import Dimension
from complaints.models import ComplaintCode


def codes_in_use() -> dict[str, list[ComplaintCode]]:
    """The codes of each dimension, children after their parents (1 query)."""
    found: dict[str, list[ComplaintCode]] = {dimension.value: [] for dimension in Dimension}
    for code in ComplaintCode.objects.filter(is_active=True).order_by("dimension", "position", "code"):
        found[code.dimension].append(code)
    return {dimension: in_order(codes) for dimension, codes in found.items()}


def in_order(codes: Iterable[ComplaintCode]) -> list[ComplaintCode]:
    """Every code right after its parent; one whose parent is not in use stands with those that have none."""
    rows = list(codes)
    ids = {code.pk for code in rows}
    children: dict[int | None, list[ComplaintCode]] = {}
    for code in rows:
        children.setdefault(code.parent_id if code.parent_id in ids else None, []).append(code)
    ordered: list[ComplaintCode] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting += reversed(children.get(code.pk, []))
    return ordered


def depth_of(codes: Iterable[ComplaintCode]) -> dict[int, int]:
    """How many of the codes stand above each."""
    above = {code.pk: code.parent_id for code in codes}
    found: dict[int, int] = {}
    for pk in above:
        parent, depth = above[pk], 0
        while parent in above and depth < len(above):
            parent, depth = above[parent], depth + 1
        found[pk] = depth
    return found
