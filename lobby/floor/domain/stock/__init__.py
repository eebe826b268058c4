"""Stock: every change of a quantity is a move, and what runs low or out of date makes somebody act."""
