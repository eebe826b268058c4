"""What a form is made of, without database or request: its lines, and the drawing under it."""
