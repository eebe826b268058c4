"""Numbers that customers are found by, brought into one form and turned into blind indexes: equal ones find each other.

Only the index of an identity document or a bank card is kept, never the number (R12).
"""

from __future__ import annotations

import re
import unicodedata

from lobby.customers.encryption import blind_index
from lobby.customers.phones import normal_phone


def phone_index(text: str) -> str:
    """What finds a phone number, "" where there are no digits."""
    number = normal_phone(text)
    return blind_index(number) if number else ""


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
