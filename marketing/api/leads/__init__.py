"""Leads through the API."""
