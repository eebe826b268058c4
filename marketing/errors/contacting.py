"""Refusals of contacts about offers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict
from marketing.enums.prompts import Silence


class Silenced(Conflict):
    """This customer is not to be spoken to about an offer now."""

    code = "silenced"
    message = _("Nothing may be offered here now: {why}.")

    def __init__(self, silence: Silence) -> None:
        """Keep what silences it."""
        super().__init__(why=silence.label)
        self.silence = silence

    @property
    def extra(self) -> dict[str, Any]:
        """The stable word for programs."""
        return {"silenced_by": self.silence.value}
