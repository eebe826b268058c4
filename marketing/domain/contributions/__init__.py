"""The split of a won lead: drafted, disputed, approved by somebody without a part in it, clawed back."""

from marketing.domain.contributions.clawing import claw_back, claw_back_for, reinstate
from marketing.domain.contributions.deciding import approve, change, dispute
from marketing.domain.contributions.drafting import draft

__all__ = ["approve", "change", "claw_back", "claw_back_for", "dispute", "draft", "reinstate"]
