"""Which of the answers that an article offers is told, or that none is."""
