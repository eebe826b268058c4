"""Scripts of the first day, in the product's own words, and what is never said, as the warning it is (N24)."""

from __future__ import annotations

from lobby.floor.domain.library.shipped.item import Shipped
from marketing.domain.scripts.shipped.questions import QUESTIONS
from marketing.domain.scripts.shipped.refusals import REFUSALS
from marketing.domain.scripts.shipped.rejected import REJECTED
from marketing.domain.scripts.shipped.scenes import SCENES

SCRIPTS_SHIPPED: tuple[Shipped, ...] = (*QUESTIONS, *SCENES, *REFUSALS, *REJECTED)
