"""The scripts that made the embedding model in data/model/, runnable again on the public data sets it names."""
