"""Refusals of the suitability gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict

if TYPE_CHECKING:
    from marketing.domain.suitability.rules import Reason


class Unsuitable(Conflict):
    """The gate is closed; `reasons` says by which rules."""

    code = "unsuitable"
    message = _("This may not be offered to this customer. {reasons}")

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__()
        self.reasons = reasons

    @property
    def detail(self) -> str:
        """The rules in the active language."""
        return str(self.message).format(reasons=" ".join(reason.text for reason in self.reasons))

    @property
    def extra(self) -> dict[str, Any]:
        """The rules, one by one."""
        return {"reasons": [reason.told for reason in self.reasons]}
