"""Files that hold many articles: JSON lines and tables."""
