"""Reading what the screens play: the rounds, what should be on a wall now, what was."""
