"""Words and tables of the board and of a complaint's page: what may be filtered, which room draws which act."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.enums.cases import EntryKind, Step
from lobby.branches.enums import Permission

S, P, E = Step, Permission, EntryKind


class ClockFilter(models.TextChoices):
    """How the worse of a complaint's running clocks stands; the board counts and filters by it."""

    OVERDUE = "overdue", pgettext_lazy("clock", "overdue")
    SOON = "soon", pgettext_lazy("clock", "soon due")
    RUNNING = "running", pgettext_lazy("clock", "running")
    STOPPED = "stopped", _("no clock runs")


# The six steps of the line on a complaint's page (S186).
SIX_STEPS = (S.RECEIVED, S.REGISTERED, S.ANALYSING, S.PLANNED, S.RESOLVING, S.FOLLOWUP)

# Where the dialog of an act is drawn: templates/complaints/<room>/_<verb>.html. Whoever owns the verb owns its form, its
# post and this part. It takes `complaint` and `case` and holds one `<dialog id="do-<verb>">`; the page opens it.
DIALOG_ROOMS: dict[str, str] = {
    **dict.fromkeys(
        (
            *("hear", "register", "settle", "analyse", "plan", "amend_plan", "resolve", "decide", "feedback", "note"),
            *("assign", "withdraw", "merge", "reject", "reopen"),
        ),
        "cases",
    ),
    **dict.fromkeys(("extend", "approve_extension", "tell_extension"), "clocks"),
    **dict.fromkeys(
        ("promise", "subtask", "callback", "close", "compensate", "ask_review", "decide_review"),
        "follow",
    ),
}

# Seldom wanted: they wait behind "More" on the page.
SELDOM = frozenset(
    ("promise", "subtask", "compensate", "withdraw", "merge", "reject", "amend_plan", "ask_review", "reopen")
)

# What comes next in a step, the first that this person may do and that is not done yet.
NEXT_VERBS: dict[str, tuple[str, ...]] = {
    S.RECEIVED: ("hear", "register"),
    S.REGISTERED: ("hear", "settle", "analyse"),
    S.ANALYSING: ("plan",),
    S.PLANNED: ("resolve",),
    S.RESOLVING: ("decide",),
    S.FOLLOWUP: ("callback", "close"),
    S.IN_REVIEW: ("decide_review",),
}
