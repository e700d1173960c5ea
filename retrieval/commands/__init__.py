"""Commands of `embed_corpus.py` by what they are about; each imports what it needs when it is called."""
