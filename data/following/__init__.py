"""Sources that are followed: what each kind of them lists, and the manners in which sites are visited.

    visiting.py     Visitor: robots.txt, one request at a time and a gap between two of a host, limits of time
    recognising.py  recognise(page) -> what a fetched page is; find_source(given, visit) -> Found, fetched as needed
    listing.py      list_source(source, visit) -> Listed: entries with marks, or that nothing has changed
    feeds.py, sitemaps.py, posts.py, pages.py, folders.py     one kind each: bytes in, entries out

Nothing here keeps anything: what is known of a source comes in, what was found goes out.
"""
