"""The archive: what an article is, how records are read, where they are stored."""
