"""Rating the competence of staff: on evidence, dated, by somebody else, never changed afterwards (S120)."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor import contents
from lobby.floor.enums.competence import HIGHEST, LEAST_EVIDENCE, LOWEST, Quality
from lobby.floor.errors.competence import EvidenceTooShort, OwnCompetence, RatedOnInvalid, RatingInvalid
from lobby.floor.errors.library import TextRefused
from lobby.floor.events.competence import SUBJECT, CompetenceRated
from lobby.floor.models.competence import CompetenceRating
from lobby.live import journal

OLDEST = dt.timedelta(days=365)
# How somebody's health is has no place in a rating of how they work; both scripts.
HEALTH = (
    "病假", "生病", "患病", "疾病", "住院", "手术", "手術", "怀孕", "懷孕", "孕期", "抑郁", "抑鬱", "焦虑症", "焦慮症",
    "残疾", "殘疾", "癌", "糖尿", "高血压", "高血壓", "心脏病", "心臟病", "体检", "體檢",
    "sick leave", "illness", "disease", "pregnan", "depress", "diagnos", "disabilit", "disabled", "cancer", "surgery",
    "hospital", "mental health", "medication",
)  # fmt: skip
WHY_NO_HEALTH = _("A person's health is never a ground for a rating.")


def rate(
    staff: Staff,
    *,
    by: Staff,
    branch: Branch,
    at: dt.datetime,
    quality: str,
    rating: int,
    evidence: str,
    rated_on: dt.date,
) -> CompetenceRating:
    """Say how somebody does in one quality, what it rests on and when that was seen; the newest rating counts.

    Raises OwnCompetence, RatingInvalid, EvidenceTooShort, RatedOnInvalid, TextRefused for words on looks or health.
    """
    if staff.pk == by.pk:
        raise OwnCompetence
    if quality not in Quality.values or not LOWEST <= rating <= HIGHEST:
        raise RatingInvalid
    evidence = " ".join(evidence.split())
    if len(evidence) < LEAST_EVIDENCE:
        raise EvidenceTooShort(least=LEAST_EVIDENCE)
    today = business_date(branch, at)
    if not today - OLDEST <= rated_on <= today:
        raise RatedOnInvalid
    check_words(evidence)
    with journal.unit(by=by.actor, at=at):
        row = CompetenceRating.objects.create(
            branch=branch,
            staff=staff,
            quality=quality,
            rating=rating,
            evidence=evidence,
            rated_on=rated_on,
            rated_by=by,
            at=at,
        )
        journal.record(CompetenceRated(branch_id=branch.pk, rating=row.pk))
    return row


def check_words(evidence: str) -> None:
    """Let every registered check of texts read the evidence. Raises TextRefused for the first that objects."""
    found = contents.findings(contents.Texts(kind=SUBJECT, code="", texts=(evidence,)))
    if found:
        words = dict.fromkeys(f"“{one.words}”" for one in found if one.check == found[0].check)
        raise TextRefused(words=" ".join(words), why=found[0].why)


def words_on_health(texts: contents.Texts) -> list[str]:
    """Words about the health of whoever is rated; the library's own texts may speak of it."""
    if texts.kind != SUBJECT:
        return []
    return [word for word in HEALTH if any(word in text.lower() for text in texts.texts)]


def register() -> None:
    """The check of its words; called once when Django starts."""
    contents.register_check("health", WHY_NO_HEALTH, words_on_health)
