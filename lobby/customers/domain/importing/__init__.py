"""Importing customers from a CSV file of the core system: one line, one customer, bad lines never stop good ones."""
