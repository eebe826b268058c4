"""What can be wrong with a report."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Invalid


class ClockSkewed(Invalid):
    """The machine's clock and ours do not agree."""

    code = "clock_skewed"
    message = _("The report's time differs too much from the time here: {seconds} seconds. Set the machine's clock.")


class NothingTaken(Invalid):
    """Not one row of a list was taken; `rows` says why, and the status is the one all refusals share, if they do."""

    code = "nothing_taken"
    message = _("No row of the list was taken; each says why.")

    def __init__(self, rows: list[dict[str, Any]], statuses: set[int]) -> None:
        super().__init__()
        self.rows = rows
        self.status = statuses.pop() if len(statuses) == 1 else Invalid.status

    @property
    def extra(self) -> dict[str, Any]:
        """The answer to each row."""
        return {"rows": self.rows}


class ListTooLong(Invalid):
    """A list has no rows, or more than are taken at once."""

    code = "list_size"
    message = _("A list has 1 to {most} rows.")


class UnknownAdapter(Invalid):
    """No adapter has this name."""

    code = "unknown_adapter"
    message = _("There is no adapter named {name}.")


class NotUnderstood(Invalid):
    """An adapter cannot read what came."""

    code = "not_understood"
    message = _("The adapter {name} does not understand this: {reason}")
