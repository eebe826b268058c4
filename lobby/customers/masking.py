"""What is hidden of a customer from whoever need not know it; names are hidden by `models.cards.masked`."""

from __future__ import annotations

HIDDEN = "****"
SHOWN_DIGITS = 4


def masked_phone(phone: str) -> str:
    """A phone number with only its last four digits: 13812345678 → ****5678."""
    return HIDDEN + phone[-SHOWN_DIGITS:] if len(phone) > SHOWN_DIGITS else HIDDEN * bool(phone)


def masked_email(email: str) -> str:
    """A mail address with its first letter and where it is kept: ming@example.com → m****@example.com."""
    name, at, host = email.partition("@")
    return f"{name[:1]}{HIDDEN}{at}{host}" if at else HIDDEN * bool(email)
