"""Refusals of ratings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Forbidden, Invalid


class OwnCompetence(Forbidden):
    """Somebody else says how one does."""

    code = "own_competence"
    message = _("Nobody rates themselves.")


class EvidenceTooShort(Invalid):
    """A rating rests on something."""

    code = "evidence_too_short"
    message = _("Please write what you saw or measured, in {least} characters at least.")


class RatingInvalid(Invalid):
    """Ratings go from 1 to 5."""

    code = "rating_invalid"
    message = _("A rating is a whole number from 1 to 5.")


class RatedOnInvalid(Invalid):
    """The day on which it was seen."""

    code = "rated_on_invalid"
    message = _("Please give a day within the last year, not one to come.")
