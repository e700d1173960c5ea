"""Many articles are read by worker processes: the same readings, no article lost, no process left behind."""

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from builders import RAKOR_BANJIR

from data.article import Article
from retrieval.ingest import readers
from retrieval.ingest.readers import FEW, Readers

ROOT = Path(__file__).parent.parent


def articles(count):
    """Short ones, and one on a meeting."""
    return [*(Article(f"a{number}", f"Harga cabai naik {number} persen.") for number in range(count)), RAKOR_BANJIR]


def test_workers_read_what_one_process_reads():
    """In the order of the articles, whoever read them, and also those that were begun before there were workers."""
    many = articles(FEW)
    batches = [(0, many[:30]), (1, many[30:60]), (2, many[60:])]
    with closing(Readers(2)) as several:
        told = {number: dict(begun) for number, begun in several.begin(batches)}
        assert several.read(many) == Readers().read(many)
    assert told == {number: dict(begun) for number, begun in Readers().begin(batches)}
    assert [list(told[number]) for number in told] == [[article.id for article in batch] for _, batch in batches]


@pytest.mark.parametrize(("workers", "taken"), [(1, 1), (2, 3), (15, 6)])
def test_workers_have_the_next_batches_before_one_is_asked_for(workers: int, taken: int):
    """One process takes no more than it reads: what it had taken would be lost with it."""
    batches = iter([(number, articles(1)) for number in range(9)])
    assert next(iter(Readers(workers).begin(batches)))[0] == 0
    assert len(list(batches)) == 9 - taken


def test_few_articles_need_no_workers(monkeypatch):
    """A single article is read at once."""
    monkeypatch.setattr(Readers, "_start", lambda self: 1 / 0)
    readings, reasons = Readers(8).read(articles(FEW - 1))
    assert (len(readings), reasons) == (FEW, {})


def test_an_article_that_cannot_be_read_keeps_no_other_out(monkeypatch):
    """It is named with a reason."""
    wrong = Article("wrong", "Rapat koordinasi digelar di balai desa, Senin (12/2/2024).")
    read = readers.read_one
    monkeypatch.setattr(readers, "read_one", lambda article: "ValueError" if article is wrong else read(article))
    readings, reasons = Readers().read([wrong, RAKOR_BANJIR])
    assert list(readings) == [RAKOR_BANJIR.id]
    assert reasons == {"wrong": "ValueError"}


def test_workers_end_with_who_started_them():
    """Also when that process is killed."""
    script = (
        "import sys, time\n"
        "from data.article import Article\n"
        "from retrieval.ingest.readers import Readers\n"
        "if __name__ == '__main__':\n"
        "    pool = Readers(2)\n"
        "    pool.read([Article(str(number), 'Harga cabai naik.') for number in range(80)])\n"
        "    print(*pool._pool._processes, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        workers = [int(number) for number in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
        # The workers write to the same pipe: it ends when the last of them has.
        assert parent.stdout.read() == ""
    assert len(workers) == 2
