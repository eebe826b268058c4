"""Reading, one module for each noun."""
