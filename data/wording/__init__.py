"""Everything a user reads, one module per door; nothing else in the project holds Indonesian sentences."""
