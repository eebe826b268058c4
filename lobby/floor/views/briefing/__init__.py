"""Pages and posts of the morning board, of goals and of the evening review."""
