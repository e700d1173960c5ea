"""Why a file, a line or a page gave no article: the reasons a person reads, each without the full stop."""

from __future__ import annotations

from collections.abc import Sequence

NOT_FOUND = "Berkas atau folder ini tidak ada"
NOT_A_FILE = "Ini bukan berkas biasa"
NOT_READABLE = "Berkas ini tidak dapat dibuka; periksa hak aksesnya"
EMPTY_FOLDER = "Folder ini tidak berisi berkas"
EMPTY = "Tidak ada isinya"
BINARY = "Isinya bukan teks, melainkan data biner"
UNKNOWN_ENCODING = "Pengodean hurufnya tidak dikenali"
NOT_UTF8 = "Baris ini bukan UTF-8"
CONTROL_CHARACTER = "Teksnya memuat karakter yang tidak dapat disimpan"

BROKEN_LETTERS = "Ada huruf yang rusak di teksnya, ditandai \ufffd"

NOT_JSON = "Baris ini bukan JSON yang utuh"
NOT_JSON_FILE = "Isinya bukan JSON yang utuh"
NO_RECORDS = "JSON ini tidak memuat daftar berita"
NOT_AN_OBJECT = "Isi daftar ini bukan objek JSON"
BROKEN_XML = "XML ini terputus atau rusak di sini; sesudahnya mungkin ada berita yang tidak terbaca"
NOT_A_FEED = "XML ini bukan umpan RSS atau Atom, bukan pula ekspor WordPress"
NOT_A_RECORD = "Baris ini bukan objek JSON"
NO_TEXT = "Tidak ada teks beritanya"
BROKEN_ROW = "Baris ini tidak sesuai dengan judul kolom"
NO_TEXT_COLUMN = "Tabel ini tidak memiliki kolom text"
BROKEN_FRONT_MATTER = "Bagian di antara garis --- bukan YAML; apit nilai yang memuat titik dua dengan tanda kutip"

NO_ARTICLE_ON_PAGE = "Halaman ini tidak memuat teks berita"
BROKEN_PDF = "PDF ini rusak"
ENCRYPTED_PDF = "PDF ini terkunci sandi"
SCANNED_PDF = "PDF ini tidak memuat teks, mungkin hasil pindaian"
BROKEN_ARCHIVE = "Arsip ZIP ini rusak"
LOCKED_ARCHIVE = "Isi arsip ini terkunci sandi"
NESTED_ARCHIVE = "Arsip di dalam arsip tidak dibuka; keluarkan dahulu isinya"
EMPTY_ARCHIVE = "Arsip ini tidak berisi berkas"
SWOLLEN_ARCHIVE = "Arsip ini mengembang terlalu besar saat dibuka"
BROKEN_XLSX = "Buku kerja Excel ini rusak"
OLD_WORKBOOK = "Buku kerja ini terkunci sandi atau berformat Excel lama; simpan ulang sebagai .xlsx tanpa sandi"
SWOLLEN_XLSX = "Buku kerja Excel ini mengembang terlalu besar saat dibuka"
BROKEN_DOCX = "Dokumen Word ini rusak"
OLD_DOCUMENT = "Dokumen ini terkunci sandi atau berformat Word lama; simpan ulang sebagai .docx tanpa sandi"
SWOLLEN_DOCX = "Dokumen Word ini mengembang terlalu besar saat dibuka"

NOT_A_URL = "Alamat ini tidak dapat dibaca"
WRONG_SCHEME = "Hanya alamat http dan https yang diambil"
URL_WITH_PASSWORD = "Alamat dengan nama pengguna atau sandi tidak diambil"
PRIVATE_ADDRESS = "Alamat ini menuju jaringan dalam dan tidak diambil"
UNKNOWN_HOST = "Nama situs ini tidak ditemukan"
TOO_MANY_REDIRECTS = "Situs ini mengalihkan terlalu banyak kali"
CONNECTION_FAILED = "Situs ini tidak dapat dihubungi atau memutus sambungan"
BROKEN_RESPONSE = "Jawaban situs ini tidak dapat dibaca"


def unknown_format(suffix: str, known: Sequence[str]) -> str:
    """Say that a suffix is not read, and which ones are."""
    shown = suffix or "tanpa akhiran"
    return f"Format {shown} tidak dibaca; yang dibaca: {' '.join(known)}"


def too_long(limit: int) -> str:
    """Say how long a text may be."""
    return f"Teksnya melebihi batas {group(limit)} karakter"


def too_big(limit: int) -> str:
    """Say that a file, line or page is over the limit in bytes."""
    return f"Ukurannya melebihi batas {format_size(limit)}"


def too_many_tags(limit: int) -> str:
    """Say that a page is built of more tags than are read."""
    return f"Halaman ini memuat lebih dari {group(limit)} tanda HTML"


def too_slow(seconds: float) -> str:
    """Say that a page did not arrive in time."""
    return f"Situs ini tidak selesai menjawab dalam {seconds:g} detik"


def wrong_type(field: str) -> str:
    """Say that a field of a record holds a list, an object or the like."""
    return f"Isian {field} harus berupa teks"


def bad_id(limit: int) -> str:
    """Say that an id cannot be kept."""
    return f"Isian id harus berupa teks tanpa karakter kendali, paling banyak {limit} karakter"


def bad_date(value: str) -> str:
    """Say that a date cannot be read, and that the article is taken without it."""
    return f"Tanggalnya tidak dapat dibaca dan dikosongkan: {' '.join(value[:40].split())}"


def wrong_mapping(pair: str, fields: Sequence[str]) -> str:
    """Say that `--map` was given what it cannot take; a whole sentence."""
    return f"--map {pair[:80]} tidak dapat dipakai; tulis ISIAN=NAMA dengan isian {', '.join(fields)}."


def missing_names(names: Sequence[str]) -> str:
    """Say that a file has no column or field of these names, which a mapping asks for."""
    return f"Berkas ini tidak memiliki kolom atau isian {', '.join(names)}"


def repeated_id(article_id: str) -> str:
    """Say that an id stood in the same file before."""
    return f"Id {article_id} sudah dipakai di berkas yang sama"


def wrong_content_type(content_type: str) -> str:
    """Say that a page is of a kind that is not read."""
    return f"Halaman berjenis {content_type or 'tidak dikenal'} tidak dibaca; yang dibaca: HTML, teks, dan PDF"


def refused_status(status: int) -> str:
    """Say which HTTP status the site answered with."""
    return f"Situs ini menjawab dengan status {status}"


def group(number: int) -> str:
    """Write a number with dots between thousands, as Indonesian does."""
    return f"{number:,}".replace(",", ".")


def format_size(size: int) -> str:
    """Write a size in bytes as KB or MB, whichever reads better."""
    return f"{size // 2**20} MB" if size >= 2**20 else f"{size // 2**10} KB" if size >= 2**10 else f"{size} byte"
