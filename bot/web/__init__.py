"""The archive as pages, read-only: for people as HTML, for machines as JSON, calendar and feed.

What other rooms use:

    addresses.py    address(name, language="id", **values) -> str       where a page is; whatever links to one uses this
    application.py  make_application(app) -> Starlette                  all pages, over an opened archive
    page.py         Page, Query, Result, PageError                      what one page is
    models.py       Region, Source, Evidence, Fact, MeetingCard: parts that several results are made of
    people.py       People(visit, article_ids).find(article_id, name)   the person that a name in an article is
    meeting/        what a meeting's page is made of; person.py: a person's
    visits.py       Visit                                               one request: the app, the language, the origin
    filtering.py    FilterQuery, read_choice(visit, query) -> Choice     which meetings, from a query string and back
    browsing/       entries of lists, what can be chosen, forms: parts of the pages that leaf through the archive
    pages/          a module for each page: its query, its result, how it is read; its template has the same name
    excerpts.py     an article's text in pieces: what may be shown of it, what is marked, where links lead
    answers.py      quotes and passages of answers, as far as they may be shown
    rendering.py    results as HTML; what templates can say and link to
    endpoints.py    from a request to HTML or JSON
    headers.py      what every response says to browsers and caches
    service/        served for anybody: by themselves or beside a bot, in moderation, with health and figures
"""
