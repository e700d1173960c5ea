"""What the embedding model and the index say when something does not fit: one Indonesian sentence each."""

from __future__ import annotations

REBUILD = "`python embed_corpus.py rebuild`"
VERIFY = "`python embed_corpus.py verify`"

# Model


def model_missing(name: str) -> str:
    """NOTULA_MODEL names a folder that is not there."""
    return f"Folder model {name} tidak ditemukan; periksa NOTULA_MODEL."


def model_not_a_model(name: str) -> str:
    """The folder holds no SentenceTransformer."""
    return f"Folder {name} tidak berisi model SentenceTransformer; periksa NOTULA_MODEL."


def model_damaged(name: str) -> str:
    """The folder holds a model that cannot be loaded."""
    return f"Model di folder {name} rusak atau tidak lengkap; salin ulang atau ganti NOTULA_MODEL."


def selector_damaged(name: str) -> str:
    """The folder of what finds the sentence that answers is missing, or holds what cannot be loaded."""
    return f"Pemilih kalimat di folder {name} hilang atau rusak; pasang ulang Notula, lalu jalankan perintah ini lagi."


def tagger_damaged(name: str) -> str:
    """The folder of what reads articles is missing, or holds what cannot be loaded."""
    return f"Pembaca artikel di folder {name} hilang atau rusak; pasang ulang Notula, lalu jalankan perintah ini lagi."


def model_unreachable(name: str) -> str:
    """The name is neither a folder nor a model that the hub gives."""
    return f"Model {name} bukan folder dan tidak dapat diunduh; periksa NOTULA_MODEL dan jaringan."


def torch_missing(name: str) -> str:
    """The model has no graph to be served by, and the libraries for all other models are not installed."""
    return f"Model {name} perlu sentence-transformers; jalankan `pip install '.[models]'` atau kosongkan NOTULA_MODEL."


def model_unusable(name: str, text: str) -> str:
    """The model gives vectors that are not finite or have a wrong shape."""
    return f"Model {name} memberi vektor yang tidak dapat dipakai untuk teks “{text}”; ganti NOTULA_MODEL."


# Generations


INDEX_MISSING = "Indeks belum ada; jalankan `python embed_corpus.py add` dengan berkas artikel."
INDEX_BUSY = "Indeks sedang dibangun oleh proses lain; coba lagi sebentar lagi."


def extra_missing(extra: str) -> str:
    """What NOTULA_INDEX_URL names needs libraries that are not installed."""
    return (
        f"NOTULA_INDEX_URL memerlukan pustaka tambahan; jalankan `pip install '.[{extra}]'` atau kosongkan setelan itu."
    )


PLACE_AWAY = "Tempat indeks bersama tidak dapat dicapai atau ditulis; periksa NOTULA_INDEX_URL dan hak aksesnya."
OUTRUN = "Indeks bersama sudah diganti oleh penulis lain; jalankan perintah itu lagi."
NO_ROOM = "Indeks bersama tidak dapat disimpan di NOTULA_HOME; periksa ruang penyimpanan dan hak aksesnya."


def shared_damaged(name: str) -> str:
    """What the shared place has of a generation is not whole."""
    return f"Indeks bersama {name} rusak atau tidak lengkap; jalankan {REBUILD} di mesin yang menulis."


def index_damaged(name: str) -> str:
    """The generation in use is incomplete or unreadable."""
    return f"Indeks {name} rusak atau tidak lengkap; jalankan {REBUILD}."


def index_other_model(built: str, given: str) -> str:
    """Index and model do not fit; both are named with their dimensions."""
    return f"Indeks dibuat dengan model {built}, sedangkan model yang dipakai {given}; jalankan {REBUILD}."


def model_label(name: str, dimension: int, fingerprint: str) -> str:
    """A model as the sentence above names it."""
    return f"{name} ({dimension} dimensi, sidik {fingerprint[:8]})"


def index_other_version(what: str, built: str, given: str) -> str:
    """The index was made by another version of Notula."""
    return f"Indeks dibuat dengan {what} {built}, sedangkan Notula ini memakai {given}; jalankan {REBUILD}."


FORMAT = "format"
CHUNKER = "pemotong"


def vector_unusable(article_id: str, chunk_id: int) -> str:
    """A stored vector has a wrong shape or is not finite."""
    return f"Vektor potongan {chunk_id} dari artikel {article_id} tidak dapat dipakai; jalankan {REBUILD}."


def calibration_unreadable(name: str) -> str:
    """A calibration file is damaged."""
    return f"Berkas kalibrasi {name} tidak dapat dibaca; hapus atau buat ulang."


# What verify finds


def file_changed(name: str) -> str:
    """A file of the generation is missing or differs from what was written."""
    return f"berkas {name} hilang atau berubah"


def object_changed(name: str, file: str) -> str:
    """A file of the generation is missing in the shared place, or differs there from what was written."""
    return f"berkas {name}/{file} di tempat indeks bersama hilang atau berubah"


NOT_SHARED = "indeks di komputer ini bukan yang ada di tempat indeks bersama"


def counts_differ(part: str, found: int, expected: int) -> str:
    """A part of the generation holds another number of chunks."""
    return f"{part} memuat {found} potongan, seharusnya {expected}"


def chunks_differ(missing: int, surplus: int, stale: int) -> str:
    """The generation and the archive hold different chunks."""
    return f"indeks berbeda dari arsip: {missing} potongan belum ada, {surplus} berlebih, {stale} sudah berubah"


def self_query_failed(part: str, chunk_id: int) -> str:
    """A chunk is not found by its own vector or id."""
    return f"{part} tidak menemukan kembali potongan {chunk_id}"


LEXICAL = "indeks kata"
DENSE = "indeks makna"
CATALOGUE = "daftar potongan"
