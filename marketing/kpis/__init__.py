"""Figures of marketing."""
