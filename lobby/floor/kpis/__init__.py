"""The floor's figures, one module for each noun."""
