"""What is hidden of personal data until somebody asks to see it: names but for their ends, numbers but for four digits."""

from __future__ import annotations

import re

from lobby.customers.models import masked

# Telephone, card and identity numbers, also in groups; sums of money are shorter.
NUMBER = re.compile(r"[0-9０-９](?:[ \-–]?[0-9０-９]){6,}[XxＸｘ]?")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HIDDEN = "****"
SHOWN_DIGITS = 4


def masked_number(text: str) -> str:
    """A long number with only its last four characters: 13800138000 → ****8000."""
    plain = re.sub(r"[ \-–]", "", text)
    return HIDDEN + plain[-SHOWN_DIGITS:]


def masked_contact(text: str) -> str:
    """A telephone number or an address of any kind: what is neither is hidden altogether."""
    hidden = masked_words(text)
    return hidden if hidden != text or not text else HIDDEN


def masked_words(text: str, *names: str) -> str:
    """People's words with long numbers, mail addresses and these names hidden."""
    for name in names:
        if len(name) > 1:
            text = text.replace(name, masked(name))
    text = ADDRESS.sub(lambda found: f"{found[0][0]}{HIDDEN}@{found[0].partition('@')[2]}", text)
    return NUMBER.sub(lambda found: masked_number(found[0]), text)
