"""Incidents through the API."""
