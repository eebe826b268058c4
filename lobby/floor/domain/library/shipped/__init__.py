"""What the library holds from the first day on, in the product's own words, both languages."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.cards import FIRST_FIX, ORDER
from lobby.floor.domain.library.shipped.complaints import COMPLAINT_SCRIPTS
from lobby.floor.domain.library.shipped.concierge import COMMON_QUESTIONS, WAYS
from lobby.floor.domain.library.shipped.emergencies import EMERGENCIES
from lobby.floor.domain.library.shipped.etiquette import ETIQUETTE
from lobby.floor.domain.library.shipped.farewell import FAREWELL
from lobby.floor.domain.library.shipped.guides import GUIDES
from lobby.floor.domain.library.shipped.item import Shipped
from lobby.floor.domain.library.shipped.machines import MACHINES
from lobby.floor.domain.library.shipped.messages import MESSAGES
from lobby.floor.domain.library.shipped.money import NOTE_FEATURES, RISK_NOTICES
from lobby.floor.domain.library.shipped.outages import OUTAGES
from lobby.floor.domain.library.shipped.recovery import RECOVERY
from lobby.floor.domain.library.shipped.screens import WALL_CONTENTS
from lobby.floor.domain.library.shipped.training import TRAINING
from lobby.floor.domain.library.shipped.video import VIDEO_RISKS

SHIPPED: tuple[Shipped, ...] = (
    *EMERGENCIES,
    *FIRST_FIX,
    *NOTE_FEATURES,
    *ORDER,
    *ETIQUETTE,
    *GUIDES,
    *RISK_NOTICES,
    *MESSAGES,
    *WALL_CONTENTS,
    *OUTAGES,
    *TRAINING,
    *VIDEO_RISKS,
    *MACHINES,
    *COMMON_QUESTIONS,
    *WAYS,
    *COMPLAINT_SCRIPTS,
    *RECOVERY,
    *FAREWELL,
)
