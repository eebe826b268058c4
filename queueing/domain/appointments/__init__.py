"""Appointments from the request to the follow-up: one module for each group of verbs."""
