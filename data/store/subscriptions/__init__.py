"""What people follow: who is told what, and what of it is new."""
