"""Reading the queue, one module for each question."""
