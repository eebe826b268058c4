"""Figures of the floor, one module for each noun."""
