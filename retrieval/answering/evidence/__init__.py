"""Which sentence of an article answers a question: what is measured of each, and how the measures are weighed."""
