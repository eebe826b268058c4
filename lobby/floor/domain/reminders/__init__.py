"""Reminders and tasks from making to done. A task is a reminder that stands on a list from the beginning."""

from lobby.floor.domain.reminders.acting import acknowledge, cancel, cancel_about, create, finish, snooze
from lobby.floor.domain.reminders.clock import CLOCK, MAX_SNOOZE, MAX_SNOOZES, when_it_rings, whose, words_of
from lobby.floor.domain.reminders.handing import hand_over, take
from lobby.floor.domain.reminders.moving import locked

__all__ = [
    "CLOCK",
    "MAX_SNOOZE",
    "MAX_SNOOZES",
    "acknowledge",
    "cancel",
    "cancel_about",
    "create",
    "finish",
    "hand_over",
    "locked",
    "snooze",
    "take",
    "when_it_rings",
    "whose",
    "words_of",
]
