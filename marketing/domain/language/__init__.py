"""The language check: what no script, screen or message of the bank says, found with the reason and a way out."""

from marketing.domain.language.checking import findings
from marketing.domain.language.finding import Finding

__all__ = ["Finding", "findings"]
