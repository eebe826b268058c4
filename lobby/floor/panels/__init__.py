"""Panels of the floor, one module for each screen."""
