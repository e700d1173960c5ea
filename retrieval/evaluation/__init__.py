"""Measuring retrieval: test sets, rankings, figures with intervals, speed, and the fusion weight of a model."""
