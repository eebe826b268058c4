"""`{% load case_words %}`: clocks, acts and lines of the timeline of a complaint, as people say them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from complaints.enums.cases import ClockState, EntryKind, ReceiptChannel, Step
from complaints.masking import masked_words
from complaints.models import Complaint
from complaints.selectors.board import MARKS
from complaints.selectors.case import Line
from complaints.selectors.clocks import ShownClock
from complaints.wording import entry_word

register = template.Library()
register.filter("entry_word", entry_word)

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
# The button of an act, and its picture.
VERBS: dict[str, tuple[Promise, str]] = {
    "hear": (gettext_lazy("Listened to the customer"), "ear"),
    "register": (gettext_lazy("Register"), "clipboard-check"),
    "settle": (gettext_lazy("Settle on the spot"), "handshake"),
    "analyse": (gettext_lazy("Begin the analysis"), "search"),
    "plan": (gettext_lazy("Write the plan"), "file-pen"),
    "amend_plan": (gettext_lazy("Change the plan"), "file-pen-line"),
    "resolve": (gettext_lazy("Begin to resolve"), "play"),
    "decide": (gettext_lazy("Decide and tell the customer"), "scale"),
    "feedback": (gettext_lazy("Tell the customer how it stands"), "message-circle"),
    "note": (gettext_lazy("Write a note"), "notebook-pen"),
    "assign": (gettext_lazy("Assign"), "user-round-check"),
    "extend": (gettext_lazy("Ask for more time"), "calendar-plus"),
    "approve_extension": (gettext_lazy("Decide about more time"), "calendar-check"),
    "tell_extension": (gettext_lazy("Customer was told of the new date"), "calendar-clock"),
    "promise": (gettext_lazy("Promises"), "hand-heart"),
    "subtask": (gettext_lazy("Departments' tasks"), "split"),
    "callback": (gettext_lazy("Return call"), "phone-call"),
    "close": (gettext_lazy("Close the complaint"), "archive"),
    "compensate": (gettext_lazy("Compensation"), "coins"),
    "ask_review": (gettext_lazy("Ask for an internal review"), "undo-2"),
    "decide_review": (gettext_lazy("Decide the internal review"), "gavel"),
    "withdraw": (gettext_lazy("Customer withdraws it"), "undo"),
    "merge": (gettext_lazy("Same matter as another"), "merge"),
    "reject": (gettext_lazy("Do not accept it"), "ban"),
    "reopen": (gettext_lazy("Open it again"), "rotate-ccw"),
}
# Who does what next, for everybody whom it is not up to.
NEXT: dict[str, Promise] = {
    Step.RECEIVED: gettext_lazy("{owner} listens to the customer and registers it."),
    Step.REGISTERED: gettext_lazy("{owner} settles it on the spot or begins the analysis."),
    Step.ANALYSING: gettext_lazy("{owner} finds the cause and writes the plan."),
    Step.PLANNED: gettext_lazy(
        "{owner} begins to resolve it; the plan of a major one is approved by the branch head first."
    ),
    Step.RESOLVING: gettext_lazy("{owner} decides and tells the customer."),
    Step.FOLLOWUP: gettext_lazy("Somebody who had no part in it calls the customer back and closes it."),
    Step.IN_REVIEW: gettext_lazy("An office above the branch decides the internal review."),
}
ICONS: dict[str, str] = {
    EntryKind.RECEIVED: "inbox",
    EntryKind.MOVED: "arrow-right",
    EntryKind.EMOTION: "ear",
    EntryKind.NOTE: "notebook-pen",
    EntryKind.FEEDBACK: "message-circle",
    EntryKind.ASSIGNED: "user-round-check",
    EntryKind.PROMISED: "hand-heart",
    EntryKind.SUBTASK: "split",
    EntryKind.EXTENDED: "calendar-plus",
    EntryKind.ESCALATED: "bell-ring",
    EntryKind.CALLED_BACK: "phone-call",
    EntryKind.COMPENSATION: "coins",
    EntryKind.REVIEW: "gavel",
    EntryKind.CUSTOMER: "user-round",
    EntryKind.RECKONED: "calculator",
    EntryKind.ATTACHED: "paperclip",
}
CHANNEL_ICONS: dict[str, str] = {
    ReceiptChannel.VISIT: "store",
    ReceiptChannel.CALL: "phone",
    ReceiptChannel.LETTER: "mail",
    ReceiptChannel.OPINION_BOOK: "book-open",
    ReceiptChannel.WEBSITE: "globe",
    ReceiptChannel.APP: "smartphone",
    ReceiptChannel.PAGE: "qr-code",
}
AUTHORITY = "landmark"


@register.filter
def verb_word(verb: str, complaint: Complaint) -> str:
    """The button of an act; to begin with a major complaint's plan is to approve it."""
    return _("Approve the plan") if verb == "resolve" and complaint.is_major else str(VERBS[verb][0])


@register.filter
def verb_icon(verb: str) -> str:
    """Its picture."""
    return VERBS[verb][1]


@register.filter
def channel_icon(channel: str) -> str:
    """How it came in, as a picture; what an authority passed on has one of its own."""
    return CHANNEL_ICONS.get(channel, AUTHORITY)


@register.filter
def clock_mark(clock: ShownClock) -> str:
    """Shape and colour of a clock."""
    return MARKS[clock.state]


@register.filter
def clock_words(clock: ShownClock) -> str:
    """How a clock stands, in words: what is left, what it is over, or how it ended."""
    if clock.state == ClockState.OVERDUE:
        return _("overdue by {time}").format(time=span_words(clock.over_s))
    if clock.is_running:
        return _("{time} left").format(time=span_words(clock.left_s))
    return str(ClockState(clock.state).label)


@register.filter
def span_words(seconds: float) -> str:
    """A span as people say it: "3 d 4 h", "4 h 10 min", "10 min"."""
    whole = max(0, int(seconds))
    days, hours, minutes = whole // DAY, whole % DAY // HOUR, whole % HOUR // MINUTE
    if days:
        return pgettext("span", "{d} d {h} h").format(d=days, h=hours)
    if hours:
        return pgettext("span", "{h} h {m} min").format(h=hours, m=minutes)
    return pgettext("span", "{m} min").format(m=minutes)


@register.filter
def age_words(since: Any, at: Any) -> str:
    """How long ago a moment was."""
    return span_words((at - since).total_seconds())


@register.filter
def hidden(text: str, complaint: Complaint) -> str:
    """People's words with names and long numbers hidden."""
    return masked_words(text, complaint.complainant)


@register.filter
def next_words(case: Any) -> str:
    """What happens next, and by whom; empty when it has ended."""
    words = NEXT.get(case.complaint.step)
    return str(words).format(owner=case.complaint.owner.name) if words else ""


@register.filter
def line_icon(line: Line) -> str:
    """The picture of a line of the timeline."""
    if line.entry is not None:
        return ICONS.get(line.entry.kind, "dot")
    return "alarm-clock" if line.notice is not None else "ticket"
