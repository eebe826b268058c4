"""What a line of a complaint's log says, from the codes and ids that it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from complaints.enums.cases import EntryKind, ReceiptChannel, RejectReason, Responsibility, ToldWay, Verdict
from complaints.enums.follow import CallResult, CloseCode, CompensationStatus, Satisfaction
from complaints.models import ComplaintEntry
from lobby.branches.calendar import local
from lobby.branches.models import Branch, Staff

# What the log says when an act moved the complaint.
MOVES: dict[str, Promise] = {
    "register": pgettext_lazy("complaint log", "registered"),
    "settle": pgettext_lazy("complaint log", "settled on the spot"),
    "analyse": pgettext_lazy("complaint log", "analysis begun"),
    "plan": pgettext_lazy("complaint log", "plan written"),
    "resolve": pgettext_lazy("complaint log", "being resolved"),
    "decide": pgettext_lazy("complaint log", "decided, and told to the customer"),
    "close": pgettext_lazy("complaint log", "closed"),
    "reopen": pgettext_lazy("complaint log", "opened again"),
    "withdraw": pgettext_lazy("complaint log", "withdrawn by the customer"),
    "merge": pgettext_lazy("complaint log", "joined to another complaint"),
    "reject": pgettext_lazy("complaint log", "not accepted"),
    "ask_review": pgettext_lazy("complaint log", "internal review asked for"),
    "decide_review": pgettext_lazy("complaint log", "internal review decided"),
}
# What was done with a promise, a department's task, a compensation or more time.
ACTS: dict[str, Promise] = {
    "asked": pgettext_lazy("complaint log", "asked for"),
    "approved": pgettext_lazy("complaint log", "approved"),
    "refused": pgettext_lazy("complaint log", "refused"),
    "told": pgettext_lazy("complaint log", "told to the customer"),
    "made": pgettext_lazy("complaint log", "made"),
    "given": pgettext_lazy("complaint log", "given"),
    "changed": pgettext_lazy("complaint log", "changed in advance"),
    "kept": pgettext_lazy("complaint log", "kept"),
    "late": pgettext_lazy("complaint log", "kept too late"),
    "called_off": pgettext_lazy("complaint log", "called off"),
    "answered": pgettext_lazy("complaint log", "answered"),
    "withdrawn": pgettext_lazy("complaint log", "withdrawn"),
    "overdue": pgettext_lazy("complaint log", "overdue"),
}


def labels(choices: Any) -> Callable[[Any], str]:
    """A code in words, as it stands where nobody knows it any more."""
    return lambda code: str(dict(choices.choices).get(code, code))


# Value → its words; what is not named here is for programs.
CODES: dict[str, Callable[[Any], str]] = {
    "act": lambda code: str(ACTS.get(code, code)),
    "channel": labels(ReceiptChannel),
    "verdict": labels(Verdict),
    "way": labels(ToldWay),
    "responsibility": labels(Responsibility),
    "reason": labels(RejectReason),
    "code": labels(CloseCode),
    "result": labels(CallResult),
    "satisfaction": labels(Satisfaction),
    "into": str,
    "files": lambda n: ngettext("{n} file", "{n} files", n).format(n=n),
    "status": labels(CompensationStatus),
    "amount": lambda amount: f"¥{amount}",
}
PEOPLE = ("to", "told")
PLAN, MERGED = "plan", "merged"


def entry_word(entry: ComplaintEntry) -> str:
    """What a line of the log says happened."""
    what = entry.values.get("what")
    if entry.kind == EntryKind.NOTE and what == PLAN:
        return _("plan")
    if entry.kind == EntryKind.NOTE and what == MERGED:
        return _("{number} was joined to this").format(number=entry.values.get("number", ""))
    if entry.kind == EntryKind.ESCALATED:
        return _("reminded")
    moved = MOVES.get(str(entry.values.get("verb", ""))) if entry.kind == EntryKind.MOVED else None
    return str(moved) if moved is not None else str(EntryKind(entry.kind).label)


def entry_details(entry: ComplaintEntry, people: Mapping[int, Staff], branch: Branch) -> str:
    """The codes of a line in words: what was decided, by which way, whom it went to, until when."""
    parts = [people[value].name for name in PEOPLE if (value := entry.values.get(name)) in people]
    parts += [words(entry.values[name]) for name, words in CODES.items() if entry.values.get(name) not in (None, "")]
    due = entry.values.get("due") or entry.values.get("due_at")
    if due:
        at = local(branch, dt.datetime.fromisoformat(due))
        parts.append(_("due {time}").format(time=f"{at:%m-%d %H:%M}"))
    return " · ".join(parts)


def people_in(entries: Iterable[ComplaintEntry]) -> dict[int, Staff]:
    """The people whom lines name by id (1 query, none where nobody is named)."""
    ids = {one.values.get(name) for one in entries for name in PEOPLE}
    wanted = [pk for pk in ids if isinstance(pk, int)]
    return Staff.objects.in_bulk(wanted) if wanted else {}
