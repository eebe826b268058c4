"""Signals for the screens of one person or device: not news, not kept, lost when Redis is away."""

from __future__ import annotations

import json
from typing import Any, Literal

from lobby.live import hints


def whisper(kind: Literal["person", "device"], id: int, message: dict[str, Any]) -> None:
    """Send a message to every open screen of a person or a device. Never blocks, never raises for a dead Redis."""
    hints.send(hints.WHISPERS, json.dumps([kind, id, message]))
