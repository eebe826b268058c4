"""Complaints, their clocks, ratings, and what customers experience."""
