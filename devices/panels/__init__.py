"""Live parts of pages about machines, one module for each noun."""
