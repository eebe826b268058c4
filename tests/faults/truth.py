"""What must be true of a branch whatever happened to its processes: rows and journal tell the same story."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection

from lobby.branches.models import Branch
from lobby.live.models import Entry, Stream
from queueing.models import Announcement, NumberSeries, Ticket

LEADS_TO = {
    "ticket.issued": "waiting",
    "ticket.called": "called",
    "ticket.recalled": "called",
    "ticket.started": "serving",
    "ticket.finished": "done",
    "ticket.missed": "no_show",
    "ticket.postponed": "waiting",
    "ticket.transferred": "waiting",
    "ticket.abandoned": "abandoned",
    "ticket.cancelled": "cancelled",
}
TAKES = {"ticket.called"}
KEEPS = {"ticket.recalled", "ticket.started"}


def check_all(branch: Branch) -> list[Entry]:
    """Check everything and return the journal."""
    entries = journal_of(branch)
    check_tickets(branch, entries)
    check_announcements(branch, entries)
    check_counters(entries)
    check_numbers(branch)
    return entries


def journal_of(branch: Branch) -> list[Entry]:
    """The branch's journal, which has no hole and ends where its stream stands."""
    entries = list(Entry.objects.filter(branch_id=branch.pk).order_by("seq"))
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert list(Stream.objects.filter(branch_id=branch.pk).values_list("seq", flat=True)) == [len(entries)]
    return entries


def check_tickets(branch: Branch, entries: list[Entry]) -> None:
    """Every ticket is where its last entry says, begins with its issue, and no entry is about a ticket that is not."""
    stories: dict[int, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.subject_type == "ticket":
            stories[entry.subject_id].append(entry.type)
    told = {ticket: LEADS_TO[story[-1]] for ticket, story in stories.items()}
    assert told == dict(Ticket.objects.filter(branch=branch).values_list("pk", "status"))
    assert {story[0] for story in stories.values()} <= {"ticket.issued"}
    assert {story.count("ticket.issued") for story in stories.values()} <= {1}


def check_announcements(branch: Branch, entries: list[Entry]) -> None:
    """Every call has its announcement and every announcement its call, in the same order."""
    called = [
        (entry.payload["announcement"], entry.subject_id)
        for entry in entries
        if entry.type in {"ticket.called", "ticket.recalled"}
    ]
    rows = Announcement.objects.filter(branch=branch).order_by("pk")
    assert called == list(rows.values_list("pk", "ticket_id"))


def check_counters(entries: list[Entry]) -> None:
    """At no moment did a counter hold two tickets or a ticket stand at two counters."""
    at_counter: dict[str, int] = {}
    for entry in entries:
        if entry.subject_type != "ticket":
            continue
        ticket, counter = entry.subject_id, entry.payload.get("counter")
        if entry.type in TAKES:
            assert counter not in at_counter, f"{entry.seq}: counter {counter} holds {at_counter[counter]}"
            assert ticket not in at_counter.values(), f"{entry.seq}: {ticket} is called twice"
            at_counter[counter] = ticket
        elif entry.type in KEEPS:
            assert at_counter[counter] == ticket
        else:
            at_counter = {where: who for where, who in at_counter.items() if who != ticket}


def check_numbers(branch: Branch) -> None:
    """Numbers are unique and without a gap, and the series stands at the last one."""
    numbers = sorted(
        int(number[1:]) for number in Ticket.objects.filter(branch=branch).values_list("number", flat=True)
    )
    assert numbers == list(range(1, len(numbers) + 1))
    assert list(NumberSeries.objects.filter(branch=branch).values_list("last", flat=True)) == [len(numbers)]


def check_commit_order(branch: Branch) -> None:
    """Numbers of the journal rise with the moments of commit, as PostgreSQL itself has noted them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_xact_commit_timestamp(xmin) FROM live_entry WHERE branch_id = %s ORDER BY seq", [branch.pk]
        )
        moments = [moment for (moment,) in cursor.fetchall()]
    assert moments == sorted(moments)


def calls_in_order(entries: list[Entry]) -> list[int]:
    """Tickets as they were called."""
    return [entry.subject_id for entry in entries if entry.type == "ticket.called"]
