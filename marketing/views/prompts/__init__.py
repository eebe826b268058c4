"""Needs and prompts beside a ticket, and the page of the rules."""
