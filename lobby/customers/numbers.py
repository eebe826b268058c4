"""Numbers that customers are found by, brought into one form and turned into blind indexes: equal ones find each other.

Only the index of an identity document or a bank card is kept, never the number (R12).
"""

from __future__ import annotations

import re
import unicodedata

from lobby.customers.encryption import blind_index


def phone_digits(text: str) -> str:
    """A phone number without blanks, dashes and China's prefix; digits of full width are digits."""
    digits = re.sub(r"[^0-9]", "", plain(text))
    return re.sub(r"^(0086|86)(?=1[0-9]{10}$)", "", digits)


def phone_index(text: str) -> str:
    """What finds a phone number, "" where there are no digits."""
    digits = phone_digits(text)
    return blind_index(digits) if digits else ""


def document_index(text: str) -> str:
    """What finds the number of an identity document; upper case, without what people write between the characters."""
    number = re.sub(r"[^0-9A-Z]", "", plain(text).upper())
    return blind_index(f"document {number}") if number else ""


def bank_card_index(text: str) -> str:
    """What finds the number of a bank card."""
    digits = re.sub(r"[^0-9]", "", plain(text))
    return blind_index(f"card {digits}") if digits else ""


def plain(text: str) -> str:
    """Characters of full width as ordinary ones."""
    return unicodedata.normalize("NFKC", text)
