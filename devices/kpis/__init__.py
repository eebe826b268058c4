"""Figures about machines, one module for each noun."""
