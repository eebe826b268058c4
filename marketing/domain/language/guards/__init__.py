"""The patterns of all guards, one module for each."""

from marketing.domain.language.guards.claims import CLAIMS
from marketing.domain.language.guards.deposits import DEPOSITS
from marketing.domain.language.guards.looks import LOOKS
from marketing.domain.language.guards.meanings import MEANINGS, MEANINGS_OF_NOTES
from marketing.domain.language.guards.pressure import PRESSURE
from marketing.domain.language.guards.prizes import PRIZES
from marketing.domain.language.guards.rates import RATES
from marketing.domain.language.guards.returns import RETURNS
from marketing.domain.language.guards.tracking import TRACKING
from marketing.domain.language.guards.transfers import TRANSFERS

PATTERNS = (*RETURNS, *RATES, *LOOKS, *TRANSFERS, *DEPOSITS, *PRESSURE, *PRIZES, *CLAIMS, *TRACKING)

__all__ = ["LOOKS", "MEANINGS", "MEANINGS_OF_NOTES", "PATTERNS"]
