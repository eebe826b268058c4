"""Figures, one module for each noun."""
