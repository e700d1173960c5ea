"""What an index on Milvus says when something does not fit: one Indonesian sentence each."""

from __future__ import annotations

from data.wording.index import REBUILD

SETTING = "NOTULA_INDEX_URL"


def away(label: str) -> str:
    """The server cannot be reached, or does not answer in time."""
    return f"Milvus di {label} tidak menjawab; periksa servernya dan {SETTING}, lalu coba lagi."


def refused(label: str) -> str:
    """The server answers that it will not do what is asked."""
    return f"Milvus di {label} menolak permintaan; periksa catatan servernya, lalu jalankan {REBUILD}."


def too_old(label: str, found: str, needed: str) -> str:
    """The server is of a version that lacks what is needed."""
    return f"Milvus di {label} berversi {found}, padahal diperlukan {needed} atau lebih baru; perbarui servernya."


def file_unusable(name: str) -> str:
    """The file cannot be opened: another process has it, or it is none."""
    return f"Berkas Milvus {name} tidak dapat dibuka atau sedang dipakai proses lain; periksa {SETTING}."


def file_named_otherwise(name: str) -> str:
    """Milvus takes a file only by this ending."""
    return f"Nama berkas Milvus {name} harus berakhiran .db; periksa {SETTING}."


def changed_elsewhere(name: str) -> str:
    """While a generation was built, another one was put into use by somebody else."""
    return f"Indeks {name} dibuat oleh proses lain sementara indeks ini dibangun; jalankan {REBUILD}."


ROWS = "koleksi Milvus"
EMBEDDED = "vektor di Milvus"
FORMAT = "format Milvus"
