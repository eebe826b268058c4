"""Models of the floor."""

from lobby.floor.models.activities import Activity, TargetShares
from lobby.floor.models.alerts import Alert
from lobby.floor.models.attachments import Attachment
from lobby.floor.models.contacts import Contact, FirstAider
from lobby.floor.models.content import PlayDay, PlayHour, Playlist, PlaylistEntry
from lobby.floor.models.deadlines import Deadline
from lobby.floor.models.handover import HandoverNote
from lobby.floor.models.ideas import Idea, IdeaVote
from lobby.floor.models.incidents import (
    Demand,
    Evidence,
    Incident,
    IncidentReport,
    IncidentStep,
    Representative,
    RollCall,
)
from lobby.floor.models.library import LibraryItem, LibraryRead, LibraryVersion, NoticeAck
from lobby.floor.models.plans import PlanTask, PlanTemplate
from lobby.floor.models.reminders import Reminder
from lobby.floor.models.security import OrderEvent, SuspiciousReport, ZoneCount
from lobby.floor.models.sounds import Sound
from lobby.floor.models.stock import Material, StockLot, StockMove
from lobby.floor.models.zone_duties import ZoneDuty

__all__ = [
    "Activity",
    "Alert",
    "Attachment",
    "Contact",
    "Deadline",
    "Demand",
    "Evidence",
    "FirstAider",
    "HandoverNote",
    "Idea",
    "IdeaVote",
    "Incident",
    "IncidentReport",
    "IncidentStep",
    "LibraryItem",
    "LibraryRead",
    "LibraryVersion",
    "Material",
    "NoticeAck",
    "OrderEvent",
    "PlanTask",
    "PlanTemplate",
    "PlayDay",
    "PlayHour",
    "Playlist",
    "PlaylistEntry",
    "Reminder",
    "Representative",
    "RollCall",
    "Sound",
    "StockLot",
    "StockMove",
    "SuspiciousReport",
    "TargetShares",
    "ZoneCount",
    "ZoneDuty",
]
