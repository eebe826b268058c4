"""Rebooking of those who wait during an outage: offering, answering, and what time or the outage's end does to offers."""
