"""What is followed: sources, and what became of each thing that they list."""
