"""Models of the floor."""

from lobby.floor.models.alerts import Alert
from lobby.floor.models.attachments import Attachment
from lobby.floor.models.care import HelpRequest, HomeVisit, Loan
from lobby.floor.models.checks import (
    ChecklistItem,
    ChecklistRun,
    ChecklistTemplate,
    ChecklistVersion,
    ItemResult,
)
from lobby.floor.models.content import PlayDay, PlayHour, Playlist, PlaylistEntry
from lobby.floor.models.deadlines import Deadline
from lobby.floor.models.library import LibraryItem, LibraryRead, LibraryVersion, NoticeAck
from lobby.floor.models.reminders import Reminder
from lobby.floor.models.stock import Material, StockLot, StockMove

__all__ = [
    "Alert",
    "Attachment",
    "ChecklistItem",
    "ChecklistRun",
    "ChecklistTemplate",
    "ChecklistVersion",
    "Deadline",
    "HelpRequest",
    "HomeVisit",
    "ItemResult",
    "LibraryItem",
    "LibraryRead",
    "LibraryVersion",
    "Loan",
    "Material",
    "NoticeAck",
    "PlayDay",
    "PlayHour",
    "Playlist",
    "PlaylistEntry",
    "Reminder",
    "StockLot",
    "StockMove",
]
