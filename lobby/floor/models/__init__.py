"""Models of the floor."""

from lobby.floor.models.activities import Activity, TargetShares
from lobby.floor.models.alerts import Alert
from lobby.floor.models.attachments import Attachment
from lobby.floor.models.authority import AuthorityUse
from lobby.floor.models.bills import BillCheck
from lobby.floor.models.briefing import Attendance, Briefing, CoachingNote, EveningReview, Goal, GoalStep
from lobby.floor.models.care import HelpRequest, HomeVisit, Loan
from lobby.floor.models.checks import ChecklistItem, ChecklistRun, ChecklistTemplate, ChecklistVersion, ItemResult
from lobby.floor.models.competence import CompetenceRating
from lobby.floor.models.contacts import Contact, FirstAider
from lobby.floor.models.content import PlayDay, PlayHour, Playlist, PlaylistEntry
from lobby.floor.models.deadlines import Deadline
from lobby.floor.models.dual_signs import DualSign
from lobby.floor.models.found import FoundItem
from lobby.floor.models.fraud import Dissuasion, FraudCase, FraudCaseStep, FraudCheck
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
from lobby.floor.models.library import LibraryItem, LibraryRead, LibraryVersion, NoticeAck, QuizAttempt
from lobby.floor.models.outages import Outage
from lobby.floor.models.plans import PlanTask, PlanTemplate
from lobby.floor.models.reminders import Reminder
from lobby.floor.models.security import OrderEvent, SuspiciousReport, ZoneCount
from lobby.floor.models.seizures import Seizure, SeizurePiece
from lobby.floor.models.sounds import Sound
from lobby.floor.models.stock import Material, StockLot, StockMove
from lobby.floor.models.zone_duties import ZoneDuty

__all__ = [
    "Activity",
    "Alert",
    "Attachment",
    "Attendance",
    "AuthorityUse",
    "BillCheck",
    "Briefing",
    "ChecklistItem",
    "ChecklistRun",
    "ChecklistTemplate",
    "ChecklistVersion",
    "CoachingNote",
    "CompetenceRating",
    "Contact",
    "Deadline",
    "Demand",
    "Dissuasion",
    "DualSign",
    "EveningReview",
    "Evidence",
    "FirstAider",
    "FoundItem",
    "FraudCase",
    "FraudCaseStep",
    "FraudCheck",
    "Goal",
    "GoalStep",
    "HandoverNote",
    "HelpRequest",
    "HomeVisit",
    "Idea",
    "IdeaVote",
    "Incident",
    "IncidentReport",
    "IncidentStep",
    "ItemResult",
    "LibraryItem",
    "LibraryRead",
    "LibraryVersion",
    "Loan",
    "Material",
    "NoticeAck",
    "OrderEvent",
    "Outage",
    "PlanTask",
    "PlanTemplate",
    "PlayDay",
    "PlayHour",
    "Playlist",
    "PlaylistEntry",
    "QuizAttempt",
    "Reminder",
    "Representative",
    "RollCall",
    "Seizure",
    "SeizurePiece",
    "Sound",
    "StockLot",
    "StockMove",
    "SuspiciousReport",
    "TargetShares",
    "ZoneCount",
    "ZoneDuty",
]
