"""News about prompts, needs and rules; ids and codes alone, never what a customer has or said about themselves."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class NeedNoted(Event):
    """A customer named a need in a visit."""

    type: ClassVar[str] = "need.noted"
    subject_type: ClassVar[str] = "visit"
    visit: int


@dataclass(frozen=True, kw_only=True)
class PromptEvent(Event):
    """Something about one prompt."""

    subject_type: ClassVar[str] = "prompt"
    prompt: int
    visit: int
    ticket: int | None
    rule: str
    product: int
    place: str


@dataclass(frozen=True, kw_only=True)
class PromptShown(PromptEvent):
    """It was said to the customer, or shown by a machine."""

    type: ClassVar[str] = "prompt.shown"


@dataclass(frozen=True, kw_only=True)
class PromptAnswered(PromptEvent):
    """The customer answered."""

    type: ClassVar[str] = "prompt.answered"
    answer: str


@dataclass(frozen=True, kw_only=True)
class PromptSkipped(Event):
    """Somebody of the staff said nothing, for a reason."""

    type: ClassVar[str] = "prompt.skipped"
    subject_type: ClassVar[str] = "visit"
    visit: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RuleEvent(Event):
    """A rule of offers changed; told where whoever did it works."""

    subject_type: ClassVar[str] = "offer_rule"
    offer_rule: int
    code: str
    version: int


@dataclass(frozen=True, kw_only=True)
class RuleBegan(RuleEvent):
    """A new version counts."""

    type: ClassVar[str] = "offer_rule.began"


@dataclass(frozen=True, kw_only=True)
class RuleEnded(RuleEvent):
    """It was switched off or replaced."""

    type: ClassVar[str] = "offer_rule.ended"
