"""What can go wrong with machines, one module for each noun."""
