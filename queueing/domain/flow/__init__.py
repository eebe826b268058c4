"""Counting who came, forecasting who will, and keeping both true through the day."""
