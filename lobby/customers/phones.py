"""Phone numbers as they are found by: written in any way, stored in one."""

from __future__ import annotations

import re
import unicodedata

HOME = "86"


def normal_phone(text: str) -> str:
    """Digits alone, without the country code of China; abroad with a plus: +86 138-0013-8000 → 13800138000."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = re.sub(r"\D", "", plain)
    is_abroad = plain.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if is_abroad else digits
    if not is_abroad:
        return digits
    return digits.removeprefix(HOME) if digits.startswith(HOME) else f"+{digits}"


def is_phone(text: str) -> bool:
    """Whether it can be a phone number: five to fifteen digits, and nothing but what people write between them."""
    plain = unicodedata.normalize("NFKC", text)
    return 5 <= len(re.sub(r"\D", "", plain)) <= 15 and re.fullmatch(r"\+?[\d\s().\-]+", plain.strip()) is not None
