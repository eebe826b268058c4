"""Verbs of marketing."""
