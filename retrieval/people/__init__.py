"""People across articles: who is mentioned where, and which mentions are one person's.

    candidates.py   find_mentions(article, reading) -> list[Mention]; the keys by which namesakes are found
    linking.py      settle(mentions, before) -> what stands; link(mentions, known) -> links, a person for each mention
    keeping.py      link_articles(store, articles, readings): both, with what the store knows
    tallying.py     tally_articles(store, readings): who had which part at which meeting, for SQL to count
    show.py         tables for the terminal

Names and offices decide, never a name alone; offices at the same time, or in two regions, are never joined without an
administrator's word.
"""
