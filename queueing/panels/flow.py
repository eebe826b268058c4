"""What is said of a day, for the forecast board."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from queueing.domain.flow.factors import AHEAD_DAYS
from queueing.forms.flow import FactorForm
from queueing.selectors.forecasts import factors_of


def factors(branch: Branch, date: dt.date, at: dt.datetime, *, may_edit: bool) -> dict[str, Any]:
    """The day's factors, and the form for those who may say more of a day that is forecast (1 query)."""
    is_ahead = 0 <= (date - business_date(branch, at)).days < AHEAD_DAYS
    return {
        "said": factors_of(branch, date),
        "form": FactorForm(initial={"date": date}, auto_id="id_factor_%s") if may_edit and is_ahead else None,
    }
