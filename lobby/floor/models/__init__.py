"""Models of the floor."""

from lobby.floor.models.activities import Activity, TargetShares
from lobby.floor.models.alerts import Alert
from lobby.floor.models.attachments import Attachment
from lobby.floor.models.deadlines import Deadline
from lobby.floor.models.handover import HandoverNote
from lobby.floor.models.reminders import Reminder
from lobby.floor.models.sounds import Sound
from lobby.floor.models.zone_duties import ZoneDuty

__all__ = [
    "Activity",
    "Alert",
    "Attachment",
    "Deadline",
    "HandoverNote",
    "Reminder",
    "Sound",
    "TargetShares",
    "ZoneDuty",
]
