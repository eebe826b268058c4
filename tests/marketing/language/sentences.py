"""The sentences of this folder, and the same in traditional characters."""

from __future__ import annotations

from pathlib import Path

from marketing.domain.language.variants import PAIRS

HERE = Path(__file__).parent
TRADITIONAL: dict[str, str] = {}
for n in range(0, len(PAIRS), 2):
    TRADITIONAL.setdefault(PAIRS[n], PAIRS[n + 1])


def refused(name: str) -> list[tuple[str, str]]:
    """Guard and sentence of each line of a file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


def clean(name: str) -> list[str]:
    """The sentences of a file."""
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def traditional(sentence: str) -> str:
    """A sentence with every character that has a traditional form written so."""
    return "".join(TRADITIONAL.get(sign, sign) for sign in sentence)
