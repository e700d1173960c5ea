"""Articles, meetings, facts, readings and questions that spell out only what a test cares about."""

from __future__ import annotations

import atexit
import math
import shutil
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.app import App, open_app
from data.article import Article
from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from data.readers import Record, read_sources
from data.settings import SAMPLE_ARCHIVE, Settings
from retrieval.answering.answer import Answer
from retrieval.answering.asking.concepts import expand
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.measures import FOUND_ITSELF, MEASURES
from retrieval.ingest import open_writing


def moment(*numbers):
    """A moment in UTC: year, month, day and so on."""
    return datetime(*numbers, tzinfo=UTC)


RAKOR_BANJIR = Article(
    "rakor-banjir-demak",
    title="BPBD Demak Rakor Penanggulangan Banjir",
    publisher="Kabar Demak",
    url="https://kabardemak.example/rakor-banjir",
    published=moment(2024, 2, 13),
    text="""\
DEMAK - Badan Penanggulangan Bencana Daerah (BPBD) Kabupaten Demak menggelar Rapat Koordinasi Penanggulangan Banjir \
di Pendopo Satya Bhakti Praja, Senin (12/2/2024) pukul 09.00 WIB.
Rapat koordinasi dibuka Sekretaris Daerah Demak, Drs. Wiraguna Sastra, M.Si., mewakili Bupati Demak. Rapat dipimpin \
Kepala BPBD Demak, Larasati Wening.
Hadir dalam rapat itu Dandim 0716/Demak Letkol Inf Bramasta Yudha, Kapolres Demak yang diwakili Kabag Ops Kompol Tirta \
Sanjaya, Kepala Dinas Sosial Demak Ratih Kusumadewi, dan para camat se-Kabupaten Demak.
Rapat bertujuan untuk menyusun rencana pengungsian warga sebelum puncak musim hujan.
Larasati Wening mengatakan, "Kami sudah menyiapkan 14 perahu karet dan 3 dapur umum di Kecamatan Karanganyar."
Menurut Ratih Kusumadewi, bantuan beras sebanyak 25 ton siap disalurkan ke 9 desa.
""",
)
RAKOR_BANJIR_AGAIN = Article(
    "demak-siaga-banjir",
    title="Demak Siaga Banjir, PMI Turut Hadir dalam Rakor",
    publisher="Suara Pantura",
    published=moment(2024, 2, 12),
    text="""\
DEMAK - Pemkab Demak mengadakan Rapat Koordinasi Penanggulangan Banjir di Pendopo, Senin (12/2/2024).
Rapat itu mengusung tema "Demak Siaga, Warga Selamat". Ketua PMI Demak Guritno Adi turut hadir.
""",
)
MUSRENBANG = Article(
    "musrenbang-demak",
    title="Bupati Demak Buka Musrenbang RKPD",
    publisher="Kabar Demak",
    published=moment(2023, 3, 16),
    text="""\
DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung Grhadika Bina Praja, \
Rabu (15/3/2023).
Musrenbang dibuka Bupati Demak Surya Mahendra dan dihadiri Ketua DPRD Demak Nirmala Hapsari serta Kepala Bappeda Demak \
Galih Prakosa.
Bupati Demak Surya Mahendra mengatakan bahwa pembangunan jalan desa menjadi prioritas pada tahun depan.
""",
)
HARGA_CABAI = Article(
    "harga-cabai-rembang",
    title="Harga Cabai Rawit di Rembang Naik",
    publisher="Pasar Kita",
    published=moment(2024, 1, 8),
    text="""\
REMBANG - Harga cabai rawit di Pasar Kota Rembang naik menjadi Rp 85.000 per kilogram pada akhir pekan.
Sumiyem, pedagang di pasar itu, mengatakan [b]pasokan[/b] dari petani <i>berkurang</i> & harga *naik* karena hujan.
""",
)
OWN_ARTICLES = (RAKOR_BANJIR, RAKOR_BANJIR_AGAIN, MUSRENBANG, HARGA_CABAI)


class KnownWords:
    """A vocabulary of just these words, each as often as it is given."""

    def __init__(self, text=""):
        self._words = text.split()

    def frequency(self, word):
        return self._words.count(word)

    def stem_frequency(self, word):
        return self._words.count(word)

    def starting_with(self, prefix):
        return sorted({word for word in self._words if word.startswith(prefix)})


def an_article(text="Rapat koordinasi pangan digelar di aula.", **fields):
    """An article, of which a test names what it cares about."""
    return Article(fields.pop("id", "rakor-pangan"), text, **{"title": "Rakor Pangan", **fields})


def a_meeting(**fields):
    """A coordination meeting without date, place or region, unless given."""
    return Meeting(**{"ordinal": 0, "name": "Rakor Pangan", "kind": "rakor", "start": 0, "end": 12, **fields})


def a_fact(kind, value, **fields):
    """A fact about the main meeting, standing on the first ten characters unless said otherwise."""
    return Fact(kind, value, **{"start": 0, "end": 10, "rule": "test", "meeting": 0, **fields})


def present(value, **fields):
    """Somebody who was there: the value is the name, unless `person` says that nobody is named."""
    return a_fact(FactKind.ATTENDANCE, value, **{"person": value, "capacity": Capacity.PRESENT, **fields})


def a_reading(*facts, meetings=(), regions=(), article_id="rakor-pangan"):
    """What was read from one article."""
    return Reading(article_id, "1", meetings=tuple(meetings), facts=facts, regions=tuple(regions))


def measures(**fields):
    """All that is measured of a meeting that fits a question for neither region nor period nor kind."""
    perfect = {**dict.fromkeys(MEASURES, math.nan), **FOUND_ITSELF, "coverage": 1.0, "missing": 0.0}
    return {**perfect, **fields}


def a_candidate(*facts, article=None, meeting=None, reading=None, missing=(), score=1.0, **fit):
    """The meeting of an article, with these facts."""
    article, meeting = article or an_article(), meeting or a_meeting()
    reading = reading or a_reading(*facts, meetings=(meeting,), article_id=article.id)
    return Candidate(article, reading, meeting, measures(**fit), missing, score)


def a_concept(text, *, is_kind=False):
    """A concept with the wordings that the table of synonyms gives it."""
    return Concept(text, expand(text.split()), is_kind=is_kind)


def a_query(formal="siapa yang hadir", *, kind=Kind.ATTENDEES, **fields):
    """A question for one thing, who attended unless said otherwise."""
    return Query(**{"text": formal, "formal": formal, "wanted": (kind,), **fields})


@cache
def open_archive() -> App:
    """The sample archive with our own articles, built by the real pipeline and model, once for all tests."""
    resources = ExitStack()
    atexit.register(resources.close)
    home = Path(tempfile.mkdtemp(prefix="notula-"))
    resources.callback(shutil.rmtree, home, ignore_errors=True)
    settings = Settings(home=home, _env_file=None)
    with open_writing(settings) as pipeline:
        pipeline.add([*read_sources([str(SAMPLE_ARCHIVE)]), *(Record(article, "own") for article in OWN_ARTICLES)])
    app = open_app(settings)
    resources.callback(app.close)
    return app


def ask(*questions) -> Answer:
    """The answer of our archive to the last question, after the earlier ones."""
    *history, question = questions
    return open_archive().engine.ask(question, history=history)


def talk(*questions) -> str:
    """Status and text of that answer."""
    answer = ask(*questions)
    return f"{answer.status.value}: {answer.text}"
