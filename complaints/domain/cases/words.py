"""What people say, checked before it is kept. Nothing is cut: what does not fit is refused."""

from __future__ import annotations

import unicodedata

from complaints.errors.cases import WordsMissing, WordsTooLong

KEPT_CONTROLS = "\n\t"


def said(text: str, most: int) -> str:
    """Words that must not be empty. Raises WordsMissing, WordsTooLong."""
    words = perhaps(text, most)
    if not words:
        raise WordsMissing
    return words


def perhaps(text: str, most: int) -> str:
    """Words that may be empty, without characters that no screen shows. Raises WordsTooLong."""
    words = visible(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(words) > most:
        raise WordsTooLong(most=most)
    return words


def visible(text: str) -> str:
    """A text without control characters and marks that turn its direction, which can hide what a line says."""
    return "".join(mark for mark in text if mark in KEPT_CONTROLS or not is_hidden(mark))


def is_hidden(mark: str) -> bool:
    """Whether a character is a control, half of a pair, or turns the direction of writing."""
    return unicodedata.category(mark) in ("Cc", "Cs") or unicodedata.bidirectional(mark) in TURNING


TURNING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def contact_key(contact: str) -> str:
    """A contact as it is compared: without spaces and marks, small letters."""
    return "".join(mark for mark in contact.casefold() if mark.isalnum() or mark == "@")
