"""What the customer sees of a complaint (CM-5): where it stands, both dates, whom to ask, what was told, how to go on.

No inner note, no name but the contact's, and not the complaint's own words: who finds the paper learns little.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from complaints.domain.follow.reviews import check_may_be_asked
from complaints.enums.cases import COMPLAINT_MOVES, MAIN_STEPS, EntryKind, Step, Verdict
from complaints.enums.follow import PromiseStatus
from complaints.models import Complaint, ComplaintEntry, Promise
from complaints.selectors.clocks import ShownClock, shown
from lobby.branches.errors import LobbyError, NotFound
from lobby.floor.domain.attachments import MOST_OF_CUSTOMER
from lobby.floor.models import Attachment

SIX = MAIN_STEPS[:6]
PAGES = Complaint.objects.select_related("branch", "owner", "ticket", "terms")
# What happens in each step, said to the customer.
NOW: dict[str, Words] = {
    Step.RECEIVED: _("We have your complaint. Next it is registered with everything that belongs to it."),
    Step.REGISTERED: _("Your complaint is registered. Next we look for the cause."),
    Step.ANALYSING: _("We are looking for the cause."),
    Step.PLANNED: _("The cause is known and there is a plan. Next we carry it out."),
    Step.RESOLVING: _("We are carrying out the plan, then tell you the decision."),
    Step.FOLLOWUP: _("The decision is told. We call you back and ask whether it is solved."),
    Step.CLOSED: _("Your complaint is closed."),
    Step.WITHDRAWN: _("You have withdrawn this complaint."),
    Step.MERGED: _("This complaint goes on together with another one about the same matter."),
    Step.NOT_ACCEPTED: _("This complaint was not accepted."),
    Step.IN_REVIEW: _("Somebody above who had no hand in it looks at the decision again."),
}
# Lines whose words are meant for the customer. Of what the customer wrote only the moment is shown.
WITH_WORDS = (EntryKind.FEEDBACK, EntryKind.EXTENDED, EntryKind.REVIEW)
TOLD = (*WITH_WORDS, EntryKind.RECEIVED, EntryKind.CUSTOMER, EntryKind.ATTACHED, EntryKind.MOVED)
# Moves whose reason is told with them.
WITH_REASON = ("merge", "reject")


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the six steps, for the row of dots."""

    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was told or done, newest first."""

    at: dt.datetime
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The page's content; `may` names the acts that are possible now."""

    complaint: Complaint
    stages: list[Stage]
    now: str
    clocks: list[ShownClock]
    lines: list[Line]
    promises: list[Promise]
    may: set[str]
    pictures: int

    @property
    def verdict(self) -> str:
        """What was decided, empty until then."""
        return str(Verdict(self.complaint.verdict).label) if self.complaint.verdict else ""

    @property
    def place(self) -> int:
        """Which of the six steps it is in, 0 beside them."""
        return next((n for n, stage in enumerate(self.stages, start=1) if stage.is_current), 0)


def complaint_by_token(token: str) -> Complaint:
    """The complaint of a page's address (1 query). Raises NotFound."""
    found = PAGES.filter(token=token).first()
    if found is None:
        raise NotFound
    return found


def receipt_of(complaint: Complaint, *, at: dt.datetime) -> Receipt:
    """Everything that the page shows (4 queries, 6 for a closed one)."""
    mine = Attachment.objects.filter(subject_type=complaint.subject[0], subject_id=complaint.pk, uploaded_by=None)
    pictures = mine.count()
    return Receipt(
        complaint=complaint,
        stages=stages_of(complaint),
        now=str(NOW[complaint.step]),
        clocks=shown(complaint, at),
        lines=lines_of(complaint),
        promises=[one for one in complaint.promises.all() if one.status != PromiseStatus.CALLED_OFF],
        may=acts_of(complaint, at=at, pictures=pictures),
        pictures=pictures,
    )


def stages_of(complaint: Complaint) -> list[Stage]:
    """The six steps; a closed complaint has done all, one that ended beside them shows none as current."""
    if complaint.step in SIX:
        place = SIX.index(Step(complaint.step))
    else:
        place = len(SIX) if complaint.step in (Step.CLOSED, Step.IN_REVIEW) else 0
    return [Stage(str(step.label), n < place, step == complaint.step) for n, step in enumerate(SIX)]


def lines_of(complaint: Complaint) -> list[Line]:
    """What was told and done, newest first (1 query)."""
    entries = complaint.entries.filter(is_for_customer=True, kind__in=TOLD).order_by("-at", "-pk")
    return [line_of(entry) for entry in entries]


def line_of(entry: ComplaintEntry) -> Line:
    """A line of the log as the customer reads it."""
    kind, verb = EntryKind(entry.kind), entry.values.get("verb", "")
    if kind == EntryKind.MOVED and verb in COMPLAINT_MOVES:
        return Line(entry.at, str(COMPLAINT_MOVES[verb][1].label), entry.text if verb in WITH_REASON else "")
    return Line(entry.at, str(TITLES.get(kind, kind.label)), entry.text if kind in WITH_WORDS else "")


TITLES: dict[EntryKind, Words] = {
    EntryKind.FEEDBACK: _("We told you"),
    EntryKind.EXTENDED: _("More time is needed"),
    EntryKind.REVIEW: _("Internal review"),
    EntryKind.CUSTOMER: _("You added something"),
    EntryKind.ATTACHED: _("You added a picture"),
}


def acts_of(complaint: Complaint, *, at: dt.datetime, pictures: int) -> set[str]:
    """What the customer may do now (no query, 2 for a closed one)."""
    may = {verb for verb in ("withdraw", "reopen") if complaint.step in COMPLAINT_MOVES[verb][0]}
    if complaint.is_open:
        may |= {"add"} | ({"picture"} if pictures < MOST_OF_CUSTOMER else set())
    if complaint.step == Step.CLOSED and may_ask_review(complaint, at=at):
        may.add("review")
    return may


def may_ask_review(complaint: Complaint, *, at: dt.datetime) -> bool:
    """Whether the days for an internal review still run (2 queries)."""
    try:
        check_may_be_asked(complaint, at)
    except LobbyError:
        return False
    return True
