"""Files that hold many articles: JSON and JSON lines, tables and sheets, feeds."""
