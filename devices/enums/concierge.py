"""Words of the concierge: what becomes of a question that the library did not answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class QuestionStatus(models.TextChoices):
    """States of an unanswered question."""

    OPEN = "open", pgettext_lazy("question", "open")
    ANSWERED = "answered", pgettext_lazy("question", "answered")
    DISMISSED = "dismissed", pgettext_lazy("question", "dismissed")


Q = QuestionStatus
# Verb → from which states → to which state. A question that is asked again later begins anew.
QUESTION_MOVES: dict[str, tuple[tuple[QuestionStatus, ...], QuestionStatus]] = {
    "answer": ((Q.OPEN,), Q.ANSWERED),
    "dismiss": ((Q.OPEN,), Q.DISMISSED),
}
