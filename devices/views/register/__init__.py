"""AD-9: the register of machines, one machine of it, its keys and windows, files in and out."""
