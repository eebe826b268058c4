"""What each noun of the machines registers, one module for each."""
