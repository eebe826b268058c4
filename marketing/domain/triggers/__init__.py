"""What may start a prompt: each trigger is one small, transparent question about a situation, with settings of its own.

    found = get("maturing").applies(situation, {"families": ["time_deposit"], "days": 7})   # why, in words, or None

Triggers read what the situation holds and nothing else: a rule more is no query more.
"""

from marketing.domain.triggers.registry import Setting, Trigger, all_triggers, get, is_need, register, why
from marketing.domain.triggers.situation import Calendar, Situation

__all__ = ["Calendar", "Setting", "Situation", "Trigger", "all_triggers", "get", "is_need", "register", "why"]
