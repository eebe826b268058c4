"""Work that the counter passes to the back office: its kinds, and whom their delay concerns (S217)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.enums import Severity

CHECK = "back_office.check"
DATA_ENTRY = "back_office.data_entry"
OVERDUE = "back_office.overdue"
TEAM = RoleCode.TELLER_LEAD
LABELS = {CHECK: _("check papers"), DATA_ENTRY: _("enter data")}


def register() -> None:
    """The kinds; called when Django starts."""
    kinds.register_alert(
        kinds.AlertKind(
            name=OVERDUE,
            text=_("The back office is late with: {text}"),
            title=_("Back office late"),
            help=_("Take it, or give it to somebody."),
            severity=Severity.ATTENTION,
            roles=(RoleCode.TELLER_LEAD,),
            escalation=(RoleCode.HEAD,),
        )
    )
    for name, text, due_within_s in (
        (CHECK, _("Check papers: {text}"), 30 * 60),
        (DATA_ENTRY, _("Enter data: {text}"), 2 * 3600),
    ):
        kinds.register_reminder(
            kinds.ReminderKind(
                name=name,
                text=text,
                lead_s=kinds.AT_ONCE,
                escalate_after_s=0,
                due_within_s=due_within_s,
                overdue=OVERDUE,
            )
        )
