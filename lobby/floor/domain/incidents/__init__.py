"""Incidents: reporting, responding, closing, their clocks, and what is written down about them."""
