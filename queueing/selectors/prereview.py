"""The papers of a ticket: what its service asks for, and what was found of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from lobby.branches.models import DocRequirement
from queueing.domain.prereview import Check, is_ready
from queueing.enums.prereview import DocState
from queueing.models import DocCheck, PreReview, Ticket


@dataclass(frozen=True, slots=True)
class Document:
    """One document that a service asks for and, once somebody has looked, how it stands."""

    requirement: DocRequirement
    check: Check | None

    @property
    def is_ready(self) -> bool:
        """Present, and copied where copies are needed."""
        return is_ready(self.requirement, self.check)

    @property
    def is_wrong(self) -> bool:
        """Looked at and found wanting."""
        return self.check is not None and not self.is_ready

    @property
    def state(self) -> str:
        """The state's code, empty before anybody has looked."""
        return self.check.state.value if self.check else ""

    @property
    def word(self) -> str:
        """The state in words, empty before anybody has looked."""
        return str(self.check.state.label) if self.check else ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A ticket's documents and its review, None before the first look."""

    review: PreReview | None = None
    documents: list[Document] = field(default_factory=list)


def reviewed(ticket: Ticket) -> Reviewed:
    """The documents of the ticket's present service with what was found (3 queries at most)."""
    required = list(DocRequirement.objects.filter(service=ticket.service_id))
    review = PreReview.objects.filter(ticket=ticket).first()
    if review is None:
        return Reviewed(None, [Document(one, None) for one in required])
    review.ticket = ticket
    rows = {row.requirement_id: row for row in DocCheck.objects.filter(review=review)}
    found = {pk: Check(DocState(row.state), row.is_copied) for pk, row in rows.items()}
    return Reviewed(review, [Document(one, found.get(one.pk)) for one in required])
