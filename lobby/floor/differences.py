"""Two wordings side by side, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest


@dataclass(frozen=True, slots=True)
class Line:
    """One line of both; `change` is "same", "changed", "gone" or "new"."""

    before: str
    after: str
    change: str


def side_by_side(before: str, after: str) -> list[Line]:
    """The lines of two texts, those that belong together beside each other."""
    old, new = before.split("\n"), after.split("\n")
    lines: list[Line] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        pairs = zip_longest(old[i1:i2], new[j1:j2])
        lines += [Line(left or "", right or "", change_of(tag, left, right)) for left, right in pairs]
    return lines


def change_of(tag: str, left: str | None, right: str | None) -> str:
    """What became of a line."""
    if tag == "equal":
        return "same"
    if left is None:
        return "new"
    return "gone" if right is None else "changed"
