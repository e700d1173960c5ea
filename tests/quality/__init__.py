"""Our own articles and questions, how answers to them are scored, and the floors the figures may not fall below."""
