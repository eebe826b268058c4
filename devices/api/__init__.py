"""The calls of the API about machines, one module for each noun."""
