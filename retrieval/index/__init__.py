"""From articles to ranked passages: chunks, vectors, the two indexes and their generations.

What other rooms use (each line is a public signature; nothing else here is meant for them):

    chunker.py     CHUNKER: str                              version of the chunker, kept in the manifest
                   chunk_article(article, *, max_words=100, regions=(), fits=None) -> list[Chunk]
                       regions: names ("Kabupaten Batang Hari"); fits: Encoder.fits, so that no chunk exceeds the
                       model's window. chunk.context holds four lines: title, publisher, date words, region names.
                   embedding_text(chunk) -> str              what is embedded (publisher, title, text); hash this
    models.py      load_encoder(name, *, threads=1) -> Encoder                      ModelError in one sentence
    encoder.py     Encoder (Protocol)
                       encode_passages(texts) -> float32 (n, dimension), unit length; encode_query(text) -> (dimension,)
                       fits(text) -> bool; fingerprint() -> str; name, dimension, max_tokens
    engines.py     open_index(settings) -> ArchiveIndex      the index that NOTULA_INDEX_URL names
                   ArchiveIndex, OpenIndex, ArchiveWords (Protocols)    all that callers may count on; three keep them:
                       generation.py (this home's folder), shared/ (this home's folder, kept up with a place), milvus/
    generation.py  Generations(home: Path)
                       build(wanted: Mapping[int, str], fetch, *, encoder, full=False, progress=None) -> str
                           wanted: chunk id -> stamp, for everything that shall be searchable. The stamp is any text
                           that changes when the chunk's context changes, or it gets a vector. fetch(ids) yields
                           (Chunk, vector or None) for those chunks, in any order.
                           Derives from the current generation where that is cheaper, verifies, swaps, prunes; returns
                           the new generation's name, or the current one's where nothing changed.
                       renew(changed, wanted, fetch, *, encoder, progress=None) -> str | None
                           The same, where it is known which articles changed since the current generation: wanted
                           has their chunks alone. None where only a build will do.
                           progress(done, total) is called now and then. Rerunning it mends whatever a crash left.
                       current() -> str | None               the name of the generation in use
                       manifest(name=None) -> Manifest       GenerationError where it is missing or damaged
                       check(wanted=None, *, encoder=None, is_deep=True) -> list[str]
                           what does not fit together; [] is well; reads every file where it is_deep
                       open_current(encoder) -> Index        GenerationError names both values and the mending command
                       pin(folder) -> str | None             second names of the current one's files, for a backup
                       prune() -> list[str]                  keeps the current and the previous one, removes leftovers
    live.py        LiveIndex(generations, encoder)
                       refresh() -> OpenIndex                the index to use for this question: one stat call, takes up
                                                             a newer generation when there is one
                       wake()                                look elsewhere now; else every few seconds, in a thread
                       find_fault(), find_lag() -> str       why the newest is not used here, why it is not here
                   look_elsewhere(generations) -> str        for those who only look once
    search.py      Index.search(text: str, *, limit: int = 50) -> list[Hit]          fused, best first; Index.name
                   Hit(chunk_id, article_id, start, end, score, lexical, dense)      score 0..1, BM25, cosine
    fusion.py      Calibration(fingerprint, dense_weight, measured, date); read_calibration, write_calibration;
                   (in data/model/fusion.json beside a model folder, or HOME/fusion.json, which goes first);
                   fuse(words, meaning, *, dense_weight) -> fused scores of articles, a pure function
"""
