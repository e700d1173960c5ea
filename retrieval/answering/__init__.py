"""Understanding a question and answering it with evidence."""
