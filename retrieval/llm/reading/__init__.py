"""What a language model reads of an article: it names claims and quotes, the program finds them or drops them.

claims.py     what is asked, and the form of a claim: sentences are numbered, offsets never asked for
places.py     words found in a text, to the letter but for case and marks; pure
verifying.py  a claim held against its sentence: a fact with its span, or why it is none; pure
merging.py    facts of the reader and of the model as one reading; pure
reader.py     articles that were read, read by the model as well
"""
