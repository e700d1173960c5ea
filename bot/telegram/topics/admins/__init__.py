"""What administrators come with: articles, sources, guests, upkeep."""
