"""The administration pages: who reaches what, and the pages of the ground floor, one module for each subject."""
