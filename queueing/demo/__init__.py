"""Demo data of the queue, one module for each noun."""
