"""One module per kind of answer: from a meeting's facts to the text that was asked for, or None where not stated."""
