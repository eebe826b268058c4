"""What people have to know, and how they are rated."""
