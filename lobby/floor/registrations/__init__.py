"""What each noun of the floor registers, one module for each."""
