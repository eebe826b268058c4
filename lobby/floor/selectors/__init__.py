"""Reading the floor, one module for each question."""
