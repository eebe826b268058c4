"""Checks in the API: the day's runs, one run, and what is done with it."""
