"""Notula beside general libraries for search: the same articles, questions and embedding model for all."""
