"""What the language check and scripts register."""

from __future__ import annotations

from lobby.floor import contents
from marketing.domain.scripts import checks
from marketing.domain.scripts.parts import PARTS


def register() -> None:
    """Fill the registries."""
    contents.register_check("language", checks.WHY_LANGUAGE, checks.words_refused)
    contents.register_check("private", checks.WHY_PRIVATE, checks.private_products)
    contents.register_check("one_liner", checks.WHY_ONE, checks.more_than_one_sentence)
    for kind, extras in PARTS.items():
        contents.register_extras(kind, *extras)
