"""Verbs of complaints: the six steps and what else can become of one."""

from complaints.domain.cases.receiving import Speaker, receive

__all__ = ["Speaker", "receive"]
