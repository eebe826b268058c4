"""A complaint in full: six steps, two clocks, who may do what now, and one timeline of all that happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from complaints.enums.board import DIALOG_ROOMS, NEXT_VERBS, SELDOM, SIX_STEPS
from complaints.enums.cases import EntryKind, MajorReason, Step
from complaints.masking import masked_contact, masked_words
from complaints.models import ClockNotice, Complaint, ComplaintEntry, ComplaintStep, Representative
from complaints.selectors.acts import allowed_to
from complaints.selectors.clocks import ShownClock, shown
from complaints.selectors.evidence import facts_of
from complaints.wording import entry_details, people_in
from lobby.branches.models import Staff
from lobby.customers.models import masked
from lobby.floor.models import Attachment
from lobby.live.models import Entry
from queueing.selectors.api import timeline as ticket_timeline

# What customers do on their page.
BY_CUSTOMERS = frozenset((EntryKind.RECEIVED, EntryKind.CUSTOMER, EntryKind.ATTACHED))
CUSTOMER_VERBS = frozenset(("withdraw", "reopen", "ask_review"))
MOST_LINES = 500
MOST_READS = 30


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the six steps on the line: behind, now or ahead; when it began and who had it the last time."""

    step: Step
    state: str
    passed: ComplaintStep | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline: of the log, of a clock, or of the visit that the complaint is about."""

    at: dt.datetime
    key: str
    entry: ComplaintEntry | None = None
    notice: ClockNotice | None = None
    event: Entry | None = None
    text: str = ""
    details: str = ""

    @property
    def is_by_customer(self) -> bool:
        """Whether the customer did it, on the page of the complaint or of the ticket."""
        one = self.entry
        if one is None or one.by_id is not None:
            return False
        return one.kind in BY_CUSTOMERS or one.values.get("verb") in CUSTOMER_VERBS

    @property
    def source(self) -> str:
        """Where it comes from."""
        return "log" if self.entry else "clock" if self.notice else "visit"


@dataclass(frozen=True, slots=True)
class Personal:
    """Who complained, how to reach them, in which words; hidden but for a hint unless somebody asked to see it.

    `representatives` are names and contacts.
    """

    complainant: str
    contact: str
    content: str
    representatives: tuple[tuple[str, str], ...] = ()
    words: tuple[ComplaintEntry, ...] = ()
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint as its page shows it to one person. Dialogs ask `verb in case.allowed`."""

    complaint: Complaint
    clocks: list[ShownClock]
    stages: list[Stage]
    allowed: frozenset[str]
    lines: list[Line]
    reads: list[ComplaintEntry]
    personal: Personal
    pictures: list[Attachment]
    evidence: list[tuple[str, str]]

    @property
    def major_reasons(self) -> list[str]:
        """Why it is major, in words."""
        return [str(MajorReason(one).label) for one in self.complaint.major_reasons if one in MajorReason.values]

    @property
    def next_verb(self) -> str:
        """The one act that stands out; empty when nothing is this person's to do next."""
        heard = self.complaint.emotion_at is not None
        wished = [one for one in NEXT_VERBS.get(self.complaint.step, ()) if not (one == "hear" and heard)]
        return next((one for one in wished if one in self.allowed), "")

    @property
    def other_verbs(self) -> list[str]:
        """What else this person may do now, as the table of dialogs has it."""
        return [verb for verb in DIALOG_ROOMS if verb in self.allowed - SELDOM and verb != self.next_verb]

    @property
    def seldom_verbs(self) -> list[str]:
        """What is wanted now and then."""
        return [verb for verb in DIALOG_ROOMS if verb in self.allowed & SELDOM]


def dialog_of(verb: str) -> str:
    """The template of a verb's dialog."""
    return f"complaints/{DIALOG_ROOMS[verb]}/_{verb}.html"


def case_of(complaint: Complaint, *, staff: Staff, held: set[str], at: dt.datetime) -> Case:
    """A complaint with all that its page shows (8 queries at most, for any length of its log)."""
    entries = list(
        ComplaintEntry.objects.filter(complaint=complaint)
        .exclude(kind=EntryKind.READ)
        .select_related("by")
        .order_by("-at", "-pk")[:MOST_LINES]
    )
    speakers = list(Representative.objects.filter(complaint=complaint))
    return Case(
        complaint=complaint,
        clocks=shown(complaint, at),
        stages=stages_of(complaint, at=at),
        allowed=allowed_to(staff, complaint, held, at=at),
        lines=timeline_of(complaint, entries, names_in(complaint, speakers)),
        reads=reads_of(complaint),
        personal=personal_of(complaint, speakers),
        pictures=pictures_of(complaint),
        evidence=facts_of(complaint),
    )


def stages_of(complaint: Complaint, *, at: dt.datetime) -> list[Stage]:
    """The line of six (1 query). What ended another way keeps the steps it went through."""
    passed = {one.step: one for one in ComplaintStep.objects.filter(complaint=complaint).select_related("owner")}
    here = SIX_STEPS.index(Step(complaint.step)) if complaint.step in SIX_STEPS else len(SIX_STEPS)
    found = []
    for place, step in enumerate(SIX_STEPS):
        mine = passed.get(step)
        if place == here:
            state = "now"
        elif place < here and (mine is not None or complaint.step in SIX_STEPS):
            state = "behind"
        else:
            state = "ahead"
        ended_at = (mine.ended_at if mine and state != "now" else None) or at
        is_late = mine is not None and mine.due_at is not None and ended_at > mine.due_at
        found.append(Stage(step, state, mine, is_late))
    return found


def timeline_of(complaint: Complaint, entries: Sequence[ComplaintEntry], names: Iterable[str]) -> list[Line]:
    """Log, clocks and the visit in one list, newest first (3 queries at most)."""
    told = [one for one in reversed(entries) if not is_told_by_clock(one)]
    people, branch = people_in(told), complaint.branch
    lines = [
        Line(
            one.at,
            f"entry-{one.pk}",
            entry=one,
            text=masked_words(one.text, *names),
            details=entry_details(one, people, branch),
        )
        for one in told
    ]
    notices = ClockNotice.objects.filter(clock__complaint=complaint).select_related("clock", "told")
    lines += [Line(one.at, f"notice-{one.pk}", notice=one) for one in notices]
    if complaint.ticket is not None:
        lines += [Line(one.at, f"visit-{one.seq}", event=one) for one in ticket_timeline(complaint.ticket)]
    # Of one moment what was written first is the older.
    return sorted(lines, key=lambda line: line.at)[::-1]


def is_told_by_clock(entry: ComplaintEntry) -> bool:
    """Whether a line says what the notice of a clock says as well."""
    return entry.kind == EntryKind.ESCALATED and "level" in entry.values


def reads_of(complaint: Complaint) -> list[ComplaintEntry]:
    """Who read it lately, newest first (1 query)."""
    found = ComplaintEntry.objects.filter(complaint=complaint, kind=EntryKind.READ).select_related("by")
    return list(found.defer("text").order_by("-at", "-pk")[:MOST_READS])


def pictures_of(complaint: Complaint) -> list[Attachment]:
    """Its pictures and papers (1 query)."""
    kind, pk = complaint.subject
    return list(Attachment.objects.filter(subject_type=kind, subject_id=pk).order_by("pk"))


def names_in(complaint: Complaint, speakers: Iterable[Representative]) -> list[str]:
    """Names that words about it may hold."""
    return [name for name in (complaint.complainant, *(one.name for one in speakers)) if name]


def personal_of(complaint: Complaint, speakers: Iterable[Representative]) -> Personal:
    """The personal data with nothing to be recognised in it; no query."""
    return Personal(
        complainant=masked(complaint.complainant),
        contact=masked_contact(complaint.contact),
        content=masked_words(complaint.content, *names_in(complaint, speakers)),
        representatives=tuple((masked(one.name), masked_contact(one.contact)) for one in speakers),
    )


def shown_of(complaint: Complaint) -> Personal:
    """The personal data itself, with those lines of the log of which something is hidden (2 queries)."""
    speakers = list(Representative.objects.filter(complaint=complaint))
    names = names_in(complaint, speakers)
    lines = ComplaintEntry.objects.filter(complaint=complaint).exclude(kind=EntryKind.READ).select_related("by")
    return Personal(
        complainant=complaint.complainant,
        contact=complaint.contact,
        content=complaint.content,
        representatives=tuple((one.name, one.contact) for one in speakers),
        words=tuple(one for one in lines.order_by("at", "pk") if masked_words(one.text, *names) != one.text),
        is_shown=True,
    )
