"""Fetching through the person, one module for each noun."""
