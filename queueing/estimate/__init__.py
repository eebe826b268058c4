"""The wait estimate: what a customer is told, in seconds."""

from queueing.estimate.quoting import Wait, quote, waiting, waits, waits_by_service

__all__ = ["Wait", "quote", "waiting", "waits", "waits_by_service"]
