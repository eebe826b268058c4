"""Triage: every way a need can be served, with its predicted end, and which one to propose."""
