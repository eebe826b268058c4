"""Words of the queue: classes, states and the tables of allowed moves."""

from queueing.enums.counters import (
    PauseReason,
    SessionStatus,
)
from queueing.enums.tickets import (
    AT_COUNTER,
    CALLABLE,
    CARE_TRAITS,
    ENDED,
    OPEN,
    TICKET_MOVES,
    UNFINISHED,
    Outcome,
    PriorityClass,
    ReturnReason,
    Source,
    TicketStatus,
    Trait,
)
from queueing.enums.visits import (
    OPEN_VISITS,
    VISIT_MOVES,
    VisitStatus,
)
from queueing.enums.walls import (
    AnnouncementKind,
)

__all__ = [
    "AT_COUNTER",
    "CALLABLE",
    "CARE_TRAITS",
    "ENDED",
    "OPEN",
    "OPEN_VISITS",
    "TICKET_MOVES",
    "UNFINISHED",
    "VISIT_MOVES",
    "AnnouncementKind",
    "Outcome",
    "PauseReason",
    "PriorityClass",
    "ReturnReason",
    "SessionStatus",
    "Source",
    "TicketStatus",
    "Trait",
    "VisitStatus",
]
