"""Refusals about customers and what they leave with us."""
