"""The SQL store: the truth that every index is made from and can be made from again.

`open_store(url, access) -> Store` migrates the database and opens it; StoreError or SettingError in one sentence. A
Store is safe to share among threads. Each method is one transaction of its own, unless it runs inside
`store.transaction()`. `read_again(work)` does what only reads once more where a server's connection was lost meanwhile.
`leases.py` says which of several processes does what one alone must do.

    store.transaction()                    context manager: all that this thread writes inside is written, or nothing is
    store.revision() -> int                grows with every change of what shall be searchable
    store.is_sound() -> bool               whether the database's own check finds it whole
    store.copy_to(file) -> dict[str, int]  the whole database as one file (data/store/copies, with the way back)
    store.fill(other) -> dict[str, int]    all rows into another store, of whatever kind of database
    store.try_writing(now)                 StoreError where nothing can be written
    store.claim()                          be the only store that writes, with the writer's lock (data/store/lock.py)
    store.listen(channel, wake)            hear what other processes tell (data/store/server/telling.py)
    store.find_replica_fault() -> str      why what is read does not come from the replica
    store.close()

    store.articles                         (data/store/articles.py)
        put(articles, *, sources, now)     insert or replace a batch; sources: article id -> path or URL as given
        get(article_id) -> Article | None
        get_many(article_ids) -> dict[str, Article]                        one query
        record(article_id) -> ArticleRecord | None                         with source, added_at, updated_at
        source(article_id) -> str | None                                   path or URL that it came from
        publishers(article_ids) -> dict[str, str]                          who published each
        hashes(article_ids=None) -> dict[str, str]                         article id -> content hash
        duplicates(text_hashes) -> dict[str, str]                          text hash -> article id that has the text
        find_url(url) -> Article | None
        find_prefix(prefix, *, limit=10) -> list[str]                      ids that begin so
        remove(article_ids) -> int                                         with chunks and readings; how many there were
        iterate(*, batch=200) -> Iterator[list[Article]]                   by id
        stretch(start, count) -> list[Article]                             some by id, from a place on
        changes(start, count) -> dict[str, datetime]                       when some by id were last changed
        latest(*, region=None, limit=None) -> list[ArticleRecord]          newest first, without text
        count() -> int
        coverage(region=None) -> Coverage(region, articles, meetings, first, last)     first and last: publication date
    store.chunks                           (data/store/chunks.py)
        put(cut, *, chunker)               replaces chunks; cut: article id -> CutChunk(chunk, text_hash)s
        get_many(chunk_ids) -> dict[int, Chunk]                            with text and context
        of_articles(article_ids) -> dict[str, list[Chunk]]                 in order
        wanted(fingerprint, *, article_ids=None) -> dict[int, str]         chunk id -> stamp, and whether embedded
        uncut(chunker) -> list[str]                                        article ids without chunks of this chunker
        cut_by(chunker, article_ids) -> set[str]
        count() -> int
    store.changes                          (data/store/changes.py)     what an index built from a revision lacks
        since(revision, *, limit) -> set[str] | None                       article ids; None: too many, or not known
    store.embeddings                       (data/store/embeddings.py)   one row per text hash and model fingerprint
        missing(text_hashes, fingerprint) -> set[str]
        missing_chunks(fingerprint, article_ids=None) -> list[int]         chunk ids without a vector of this model
        put(vectors: Mapping[str, float array], fingerprint)               kept as float16; StoreError if not finite
        load(chunk_ids, fingerprint) -> Iterator[tuple[Chunk, float16 vector]]
        matrix(fingerprint) -> tuple[int64 (n,), float16 (n, dimension)]   every chunk, by id
        fingerprints() -> dict[str, int]                                   fingerprint -> number of vectors
        prune(keep) -> int                                                 drops unused texts and other fingerprints
    store.readings                         (data/store/readings.py)
        put(readings, *, now) -> dict      replaces what was read from these articles, with what was corrected
        get_many(article_ids) -> dict[str, Reading]                        for answering: 50 articles in under 3 ms
        facts_of(article_ids, kind) -> dict[str, tuple[Fact, ...]]         of one kind; far less to read than all
        versions(article_ids) -> set[str]                                  of the reader, that these were read by
        unread(version) -> list[str]                                       article ids without a reading of this version
        find_meetings(filter, *, limit=200) -> list[FoundMeeting]          newest first; see MeetingFilter
        count_meetings(filter) -> int
        rank_regions(filter, *, length, limit) -> list[(code, meetings)]  regions with most meetings
        find_person(name, *, limit=200) -> list[FoundFact]                 every word of the name is in fact.person
        correct(article_ids, *, now)       after a correction was made or undone
    store.accounts                         (data/store/accounts.py)    since when articles tell of meetings
        get_many(article_ids) -> dict[(article_id, ordinal), Account], touch_beside(article_ids, *, now)
        latest(filter, *, limit) -> list[FoundMeeting]                     those told of last first
        beside(found) -> list[FoundMeeting]                                with all that may be of the same events
        count() -> int, stretch(start, length) -> list[Account]
    store.corrections                      (data/store/correcting/corrections.py)     put over readings by `put`
        put(Correction) -> int, undo(number, *, by, now) -> bool, get(number), standing(article_ids) -> list[Correction]
        hidden(article_ids) -> set[str], recent(*, limit=50, state=None) -> list[Correction]
    store.reports                          (data/store/correcting/reports.py)         what users say is wrong
        put(Report) -> int, add_note(number, note), decide(number, state, *, by, now) -> bool, get(number)
        next_open(after=0) -> Report | None, count_open(), count_since(user, since), purge(before)
    store.people                           (data/store/people.py)      people across articles; see retrieval/people
        of_articles(article_ids), get_links(link_ids) -> list[PersonLink]
        of_people(people) -> dict[int, list[PersonLink]]                   active ones, the newest first
        sharing(keys) -> list[KnownPerson], with_words(words) -> dict[str, set[int]], words_like(beginning) -> list[str]
        most_mentioned(*, limit) -> list[int], called(people) -> dict[int, list[Called]]
        unlinked(version) -> list[str]
        relink(article_ids), drop(link_ids)
        put(links, *, words, article_ids, version) -> dict[int, int]       placeholder -> person
        join(person, other) -> int, part(links, *, words) -> int           by an administrator's word
    store.tallies                          (data/store/tallies.py)     who took part how, in rows that SQL counts
        put(tallies, *, article_ids, version), untallied(version) -> list[str], count_untallied(version) -> int
        find(wanted: TallyFilter, *, limit) -> list[FoundTally]            newest first
        rank_people(wanted, *, limit) -> list[(person, meetings)]          the same event in two articles counts twice
        rank_offices(wanted, *, limit) -> list[((office, place), meetings)]
    store.browsing                         (data/store/browsing)       what pages show without a question: decision 27
        facets.count(wanted), count_kinds(wanted), count_publishers(wanted, *, limit), count_regions(wanted, codes)
        facets.count_people(wanted, *, limit), count_periods(wanted, *, width)
        shelves.first(wanted, *, size) -> Shelf(meetings, newer, older), after(wanted, spot, *, size), before(...)
        days.on(wanted, *, most) -> list[DayOfMeetings]
        holdings.numbers() -> HeldNumbers, publishers() -> list[HeldPublisher], arrivals(*, limit) -> list[Arrival]
        together()                         context manager: whatever is read inside is of one moment
    store.aliases                          (data/store/aliases.py)     people who may be one, and decisions on them
        numbers(*, after, limit), pairs(people), known(people), parted(people)
        join(person, other), undo_join(person, other, *, words) -> int, keep_apart(one, other), undo_apart(one, other)
    store.versions                         (data/store/versions.py)    texts that are versions of one another
        put(sketches, *, comparison)       hashes by article id; forgets what the articles were versions of
        holders(hashes) -> dict[int, list[str]], in_order(article_ids) -> list[str], uncompared(comparison) -> list[str]
        link(leader, article_ids), leaders(article_ids) -> dict[str, str]  article id -> what it is a version of
        beside(article_ids) -> dict[str, list[str]]                        the other versions of each one's text
    store.waiting                          (data/store/waiting.py)     what workers shall read, cut and embed
        put(article_ids), fill(current: Current), drop(article_ids), retry() -> int
        take(limit) -> dict[str, int], count_try(article_ids)              held until the transaction ends -> tries
        give_up(reasons), given_up(*, limit) -> dict[str, str], queue() -> Queue, ids()
    store.generations                      (data/store/generations.py) what was built when; the folder says what is used
        put(record: GenerationRecord), get(name) -> GenerationRecord | None, latest(*, limit=20)
    store.questions                        (data/store/chat/questions.py)
        put(asked: AskedQuestion) -> int, get(question_id), set_feedback(question_id, value, *, now) -> bool
        recent(*, limit=20, status=None) -> list[StoredQuestion]
        leading_to(question_id, *, limit) -> list[StoredQuestion]         it and those before it in its conversation
        find_receipt(typed) -> StoredQuestion | None                       however its code was typed
        purge(before) -> int, forget(conversation) -> int, count() -> int
    store.conversations                    (data/store/chat/conversations.py)
        get(key: ConversationKey(chat, topic, user)) -> dict, put(key, state, *, now), clear(key), purge(before) -> int
    store.updates                          (data/store/chat/updates.py) Telegram's updates, and calls that answer them
        put(updates) -> set[int], undone() -> list[StoredUpdate], finish(update_id, *, now, owner=0)
        waiting(*, beside=None) -> int                                     Telegram's own that are not answered yet
        plan(update_id, calls, *, now, files={}, owner=0) -> list[StoredCall], unsent(update_id, *, owner=0)
        attached(call) -> bytes                                            the file that it sends
        mark_sending(call, floor), mark_sent(call, message), mark_failed(call)
        replies(chat, message) -> list[int], messages_above(chat, floor) -> set[int]
        highest_message() -> dict[int, int], purge(before) -> int, forget_user(user) -> int
    store.claims                           (data/store/chat/claims.py) which of several processes works on which update
        take(owner, *, limit) -> list[StoredUpdate], give_back(owner, update_ids)
        owners() -> set[int], free(gone) -> int
    store.drafts                           (data/store/chat/drafts.py) what administrators have not confirmed yet
        put(name, content, *, now), get(name) -> str | None, drop(name)
    store.actions                          (data/store/actions.py)     what administrators did
        put(AdminAction(at, user, action, detail)), recent(*, limit=20) -> list[AdminAction]
    store.guests                           (data/store/chat/guests.py) who may ask a bot that is not open to everybody
        is_closed() -> bool, is_guest(user) -> bool, invite(code, *, by, expires_at), open()
        admit(user, code, *, now) -> bool                                  whether the invitation is one and still open
        invitations(*, now) -> list[Invitation], guests() -> list[Guest]
        withdraw_invitation(invitation, *, now), withdraw_guest(user)
    store.sources                          (data/store/following/sources.py)     what is followed; see data/source.py
        put(found, *, now) -> bool, all(), get(source_id), find(named), due(now=None) -> list[Source]
        remove(source_id), set_paused(source_id, paused), hasten(source_ids)
        brought(since) -> Brought(titles, changed, gone)
        note_success(source, *, now, due), note_failure(source, reason, *, now, due)
    store.source_items                     (data/store/following/items.py)        what sources listed
        note(source_id, entries, *, now), newest_mark(source_id) -> str
        waiting(source_id, *, due=None, retry=False) -> list[Item], failed(*, limit, since=None) -> list[Item]
        find_twin(item), get(item_id) -> Item | None
        spool(item_id, record, ...), spooled(*, after, limit) -> list[(Item, record)]
        take(item_id, article_id, ...), lose(item_id, *, now), fail(item, reason, *, now, due)
        retry(item_id), drop(item_id), lose_missing(source_id, urls, *, now) -> int
        counts() -> dict[int, dict[ItemState, int]]
    store.subscriptions                    (data/store/subscriptions/keeping.py)  what people follow
        follow(follower, target, *, user, rhythm, most) -> Subscription | None
        get(subscription_id), all(), told_in(chat, topic), made_by(user) -> list[Subscription]
        set_rhythm(subscription_id, rhythm), end(subscription_id)
        follower(chat, topic) -> Follower | None, set_follower(follower), forget_chat(chat), forget_user(user)
    store.news                             (data/store/subscriptions/news.py)     what of it is new, and was told
        arrivals(*, most) -> Arrivals | None, note(arrivals, found, *, now), reopen(*, now) -> int
        waiting() -> list[Waiting], take(follower, subscription_ids, *, since) -> list[News]
        tell(follower, news, said, *, is_sent, now), purge(before) -> int
"""

from __future__ import annotations

from data.store.accounts import Account
from data.store.actions import AdminAction
from data.store.articles import ArticleRecord, Coverage, fold_text, hash_text
from data.store.chat.conversations import ConversationKey
from data.store.chat.guests import Guest, Invitation
from data.store.chat.questions import AskedQuestion, StoredQuestion
from data.store.chat.queued import CallState, StoredCall, StoredUpdate, UpdateState
from data.store.chunks import CutChunk
from data.store.correcting.applying import Action, Correction, CorrectionState
from data.store.correcting.reports import Report, ReportState
from data.store.engine import Store, open_store
from data.store.following.sources import Brought
from data.store.generations import GenerationRecord
from data.store.meetings import FoundFact, FoundMeeting, MeetingFilter
from data.store.mentions import Called, Held, How, KnownPerson, Mention, PersonLink
from data.store.server.connecting import Access
from data.store.server.telling import Channel
from data.store.tallies import FoundTally, Part, Tally, TallyFilter
from data.store.transactions import read_again
from data.store.waiting import Current, Queue

__all__ = [
    "Access",
    "Account",
    "Action",
    "AdminAction",
    "ArticleRecord",
    "AskedQuestion",
    "Brought",
    "CallState",
    "Called",
    "Channel",
    "ConversationKey",
    "Correction",
    "CorrectionState",
    "Coverage",
    "Current",
    "CutChunk",
    "FoundFact",
    "FoundMeeting",
    "FoundTally",
    "GenerationRecord",
    "Guest",
    "Held",
    "How",
    "Invitation",
    "KnownPerson",
    "MeetingFilter",
    "Mention",
    "Part",
    "PersonLink",
    "Queue",
    "Report",
    "ReportState",
    "Store",
    "StoredCall",
    "StoredQuestion",
    "StoredUpdate",
    "Tally",
    "TallyFilter",
    "UpdateState",
    "fold_text",
    "hash_text",
    "open_store",
    "read_again",
]
