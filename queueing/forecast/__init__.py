"""The flow forecast: pure functions of counts and calendar, no database. `docs/forecast.md` has method and figures."""

from queueing.forecast.days import Calendar
from queueing.forecast.forecaster import Forecaster, Outlook
from queueing.forecast.history import History

__all__ = ["Calendar", "Forecaster", "History", "Outlook"]
