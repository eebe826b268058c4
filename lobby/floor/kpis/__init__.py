"""Figures of the floor."""
