"""The two clocks of a complaint (N17): what starts and stops them, and when they are due.

What rings, extends and reckons anew stands in modules of its own: they write into the complaint's log, and the verbs of
cases import this package.
"""

from complaints.domain.clocks.dues import days_after, feedback_due, legal_due
from complaints.domain.clocks.running import start, stop

__all__ = ["days_after", "feedback_due", "legal_due", "start", "stop"]
