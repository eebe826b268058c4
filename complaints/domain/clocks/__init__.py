"""Starting and stopping the clocks of a complaint, and when each of its steps is due.

What rings, extends and reckons anew stands in modules of its own: they write into the complaint's log, and the verbs of
cases import this package.
"""

from complaints.domain.clocks.dues import days_after, feedback_due, legal_due, step_due
from complaints.domain.clocks.running import start, stop

__all__ = ["days_after", "feedback_due", "legal_due", "start", "step_due", "stop"]
