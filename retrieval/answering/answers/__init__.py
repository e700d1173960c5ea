"""What is said: answers that range over the archive, refusals, and how parts become one text."""
