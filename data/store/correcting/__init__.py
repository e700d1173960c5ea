"""What users say is wrong (reports), and what administrators decided about it (corrections)."""
