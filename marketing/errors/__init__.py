"""Refusals of marketing, each with a stable code."""
