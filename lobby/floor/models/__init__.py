"""Models of the floor."""

from lobby.floor.models.alerts import Alert
from lobby.floor.models.attachments import Attachment
from lobby.floor.models.authority import AuthorityUse
from lobby.floor.models.bills import BillCheck
from lobby.floor.models.content import PlayHour, Playlist, PlaylistEntry
from lobby.floor.models.deadlines import Deadline
from lobby.floor.models.dual_signs import DualSign
from lobby.floor.models.fraud import Dissuasion, FraudCase, FraudCaseStep, FraudCheck
from lobby.floor.models.library import LibraryItem, LibraryRead, LibraryVersion, NoticeAck
from lobby.floor.models.reminders import Reminder
from lobby.floor.models.seizures import Seizure, SeizurePiece
from lobby.floor.models.stock import Material, StockLot, StockMove

__all__ = [
    "Alert",
    "Attachment",
    "AuthorityUse",
    "BillCheck",
    "Deadline",
    "Dissuasion",
    "DualSign",
    "FraudCase",
    "FraudCaseStep",
    "FraudCheck",
    "LibraryItem",
    "LibraryRead",
    "LibraryVersion",
    "Material",
    "NoticeAck",
    "PlayHour",
    "Playlist",
    "PlaylistEntry",
    "Reminder",
    "Seizure",
    "SeizurePiece",
    "StockLot",
    "StockMove",
]
