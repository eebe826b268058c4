"""Administration pages of complaints (AD-10): what the whole bank counts and reckons by. Complaints change by verbs only."""

from complaints.admin import codes

__all__ = ["codes"]
