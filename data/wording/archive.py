"""What `embed_corpus.py`, the readers and the store say: one Indonesian sentence per function or constant."""

from __future__ import annotations

from datetime import date

# Settings


def target_not_empty(count: int) -> str:
    """Another database has articles already."""
    return f"Basis data tujuan sudah berisi {count} artikel; pakai basis data yang kosong."


def moved(articles: int, questions: int) -> str:
    """Everything was copied into another database."""
    return (
        f"Tersalin: {articles} artikel dan {questions} pertanyaan. Arahkan NOTULA_DATABASE_URL ke basis data itu "
        "sebelum bot dijalankan lagi; basis data yang lama tidak berubah."
    )


def setting_wrong(name: str, reason: str) -> str:
    """A setting has a value that cannot be used."""
    return f"Setelan {name} salah: {reason}."


def setting_missing(name: str, reason: str) -> str:
    """A setting is needed and not given."""
    return f"Setelan {name} belum diisi: {reason}."


SETTING_REASONS = {
    "integer": "harus berupa bilangan bulat",
    "positive": "harus berupa bilangan bulat yang lebih besar dari nol",
    "not_negative": "harus berupa bilangan bulat, nol atau lebih",
    "admins": "harus berupa nomor pengguna Telegram yang dipisahkan koma",
    "allowed": "harus berupa nomor pengguna atau grup Telegram yang dipisahkan koma",
    "url": "harus berupa alamat yang diawali http:// atau https://",
    "index_url": "harus berupa folder, alamat seperti s3://tempat/notula, atau milvus+http://host:port",
    "llm_uses": "hanya boleh berisi read, choose, dan say, dipisahkan koma",
    "llm_key": "hanya boleh berisi huruf, angka, dan tanda baca tanpa spasi",
    "llm_price": "harus berupa dua bilangan yang dipisahkan koma, misalnya 0.15,0.60",
    "llm_missing": "diperlukan bila NOTULA_LLM_USES diisi",
    "seconds": "harus berupa bilangan yang lebih besar dari nol",
    "web_archive": "harus berupa alamat dengan {url}, misalnya https://web.archive.org/web/{day}/{url}",
    "boolean": "harus true atau false",
    "public_url": "harus berupa alamat tanpa jalur, misalnya https://notula.contoh.id",
    "web_proxies": "harus berupa alamat atau jaringan IP yang dipisahkan koma, misalnya 127.0.0.1,10.0.0.0/8",
    "listen": "harus berbentuk host:port, misalnya 127.0.0.1:8080",
    "secret": "hanya boleh berisi 1–256 huruf, angka, garis bawah, dan tanda hubung",
    "secret_missing": "diperlukan bila NOTULA_WEBHOOK_URL diisi",
    "backup_folder_missing": "diperlukan untuk cadangan tanpa nama berkas dan cadangan berkala",
    "token": "harus berbentuk angka:huruf seperti yang diberikan BotFather",
    "database": "bukan alamat basis data yang dikenal",
    "database_read": "harus berupa alamat salinan PostgreSQL, dan NOTULA_DATABASE_URL juga PostgreSQL",
    "driver": "penggerak basis data untuk alamat itu belum terpasang",
    "other": "nilainya tidak dapat dibaca",
}

# Store

DATABASE_UNREACHABLE = "Basis data tidak dapat dibuka; periksa NOTULA_DATABASE_URL, NOTULA_HOME, dan hak aksesnya."
DATABASE_DAMAGED = "Basis data rusak atau bukan basis data Notula; pulihkan dari cadangan atau pakai NOTULA_HOME lain."
DATABASE_NEWER = "Basis data dibuat oleh versi Notula yang lebih baru; perbarui Notula terlebih dahulu."
DATABASE_BUSY = "Basis data sedang dipakai proses lain; coba lagi sebentar lagi."
DATABASE_SLOW = "Basis data terlalu lama menjawab; coba lagi sebentar lagi."
DATABASE_FULL = "Basis data tidak dapat ditulis karena ruang penyimpanan penuh atau hanya dapat dibaca."
DATABASE_FAILED = "Basis data menolak permintaan itu; jalankan `embed_corpus.py verify` untuk memeriksanya."
REPLICA_AWAY = (
    "Salinan basis data (NOTULA_DATABASE_READ_URL) tidak dapat dipakai; basis data utama dibaca sebagai gantinya."
)
REPLICA_DIFFERS = "Salinan basis data bukan dari versi Notula ini."
TEXT_UNUSABLE = "Teks itu memuat karakter yang tidak dapat disimpan basis data."
VECTOR_UNUSABLE = "Model memberi vektor yang tidak dapat dipakai; pilih model lain lewat NOTULA_MODEL."
CHAT_BUSY = "Pesan lain ke grup itu masih dikirim; yang ini menunggu sebentar."
CLAIM_LOST = "Pesan itu sudah diambil alih proses bot lain."
WRITER_BUSY = "Perintah lain sedang mengubah arsip ini; tunggu sampai selesai, lalu coba lagi."
WRITER_SUPERSEDED = "Perintah lain mengambil alih arsip ini karena koneksi perintah ini terputus; jalankan ulang."
BACKUP_BUSY = "Cadangan lain dari arsip ini sedang dibuat; tunggu sampai selesai, lalu coba lagi."
BACKUP_UNWRITABLE = "Cadangan tidak dapat ditulis karena ruang penyimpanan penuh atau folder itu hanya dapat dibaca."
HOME_UNUSABLE = "Folder NOTULA_HOME tidak dapat dibuat atau ditulis; periksa hak aksesnya."


def program_missing(name: str) -> str:
    """A program of PostgreSQL is not installed."""
    return f"Program {name} tidak ditemukan; pasang klien PostgreSQL dengan versi yang sama dengan servernya."


def program_failed(name: str) -> str:
    """A program of PostgreSQL ended with an error."""
    return f"Program {name} gagal; versinya harus sama dengan server atau lebih baru, dan basis datanya dapat dicapai."


# Adding, removing, rebuilding

REBUILD = "`python embed_corpus.py rebuild`"
MEND = "`python embed_corpus.py verify --mend`"
DEEP = "`python embed_corpus.py verify --deep`"
REREAD = "`python embed_corpus.py reread`"


def other_model(built: str, given: str) -> str:
    """The index was built by a model other than the one that the settings name."""
    return f"Indeks dibuat dengan model {built}, sedangkan setelan memakai {given}; jalankan {REBUILD} terlebih dahulu."


def url_too_long(limit: int) -> str:
    """A record's URL cannot be stored; without the full stop, like the readers' reasons."""
    return f"Isian url melebihi {limit} karakter"


def not_readable(kind: str) -> str:
    """The reader of facts failed at an article; `kind` names the error. Without the full stop, like other reasons."""
    return f"Isi artikel ini tidak dapat diolah pembaca fakta ({kind})"


def unknown_articles(ids: list[str]) -> str:
    """Ids that no article has."""
    return f"Tidak ada artikel dengan id {', '.join(ids)}; lihat `python embed_corpus.py list`."


def ambiguous_article(prefix: str, ids: list[str]) -> str:
    """Several ids begin with what was typed."""
    return f"Beberapa artikel berawalan {prefix}: {', '.join(ids)}; tulis id lengkapnya."


# Adding by several workers

WORK = "`python embed_corpus.py work`"
WORK_NEEDS_SERVER = (
    "Pekerja bersama memerlukan PostgreSQL (NOTULA_DATABASE_URL); dengan SQLite pakai `add --workers N`."
)
WORKER_ENDS = "Proses pekerja berhenti sebelum siap; periksa memori mesin ini, lalu jalankan perintah ini lagi."


def worker_ended(tries: int) -> str:
    """A worker ended each time that it read an article. Without the full stop, like other reasons."""
    return f"Pekerja terhenti {tries} kali saat mengolah artikel ini"


def left_to_workers(count: int) -> str:
    """Articles that were stored, and that workers are to read and embed."""
    return f"{count} artikel menunggu pekerja; jalankan {WORK} pada satu mesin atau lebih."


def worked(count: int, given_up: int) -> str:
    """Articles that workers finished, and those that they gave up."""
    told = f"{count} artikel selesai diolah"
    return f"{told}, {given_up} gagal; {WORK} --retry mencobanya lagi." if given_up else f"{told}."


def gave_up(count: int) -> str:
    """Articles that workers gave up."""
    return f"{count} artikel gagal diolah pekerja; {WORK} --retry mencobanya lagi."


# What does not fit together


def problem_count(count: int, what: str) -> str:
    """A number of articles with a problem of one kind."""
    return f"{count} artikel {what}"


UNSOUND_DATABASE = "berkas basis data rusak; pulihkan dari cadangan"
ALTERED_TEXT = "isinya tidak lagi sama dengan saat dimasukkan"
WRONG_CHUNKS = "potongannya tidak cocok dengan teksnya"
UNCUT = "belum dipotong untuk model ini"
UNREAD = "belum dibaca isinya oleh pembaca versi ini"
UNTALLIED = "belum ikut dihitung siapa yang hadir"
UNCOMPARED = "belum dibandingkan teksnya dengan artikel lain"
WAITING = f"menunggu pekerja ({WORK})"
WRONG_FACTS = "faktanya menunjuk ke luar teksnya"


def missing_vectors(count: int) -> str:
    """Chunks that have no vector of this model."""
    return f"{count} potongan belum memiliki vektor dari model ini"


# embed_corpus.py

STAGES = {
    "fetch": "Mengambil dari sumber",
    "read": "Membaca artikel",
    "work": "Mengolah artikel bersama pekerja lain",
    "cut": "Memotong artikel",
    "reread": "Membaca ulang isi artikel",
    "embed": "Menghitung vektor",
    "follow": "Sudah dapat ditanyai menurut kata dan fakta; vektor menyusul",
    "compare": "Membandingkan teks artikel",
    "index": "Membuat indeks",
}
STAGES_SAID = ("follow",)
"""Stages that are told once where no bar can be seen."""


def how_far(stage: str, done: int, total: int | None) -> str:
    """How far a stage is, beside the bar."""
    return f"{STAGES[stage]}: {done}" if total is None else f"{STAGES[stage]}: {done}/{total}"


SUMMARY = "Ringkasan"
SUMMARY_DRY = "Ringkasan (uji coba, tidak ada yang disimpan)"
SUMMARY_ROWS = {
    "read": "dibaca",
    "new": "baru",
    "changed": "berubah",
    "unchanged": "tidak berubah",
    "duplicate": "duplikat",
    "failed": "gagal",
}
FIRST = "Catatan pertama seperti yang dipahami"
FIRST_COLUMNS = ("judul", "terbit", "penerbit", "awal teks")
STATUS = "Arsip"
STATUS_ROWS = ("artikel", "tanggal terbit", "rapat", "potongan", "pertanyaan tersimpan", "indeks")
HOME = "folder"
NOT_UP_TO_DATE = f"Indeks belum memuat keadaan arsip terakhir; jalankan {REBUILD}."
LIST_COLUMNS = ("id", "terbit", "penerbit", "judul")
MEETINGS = "Rapat"
MEETING_COLUMNS = ("no", "nama", "jenis", "tanggal", "waktu", "tempat", "wilayah")
FACTS = "Fakta"
FACT_COLUMNS = ("rapat", "jenis", "isi", "jabatan", "mewakili", "peran", "aturan", "letak", "ragu")
FACTS_OF_ALL = "sebutkan id artikel, atau pakai --json untuk semua artikel"
ALL_WELL = "Semuanya cocok."
MENDED = "Semuanya sudah dibetulkan."
NOTHING_READ = "Tidak ada satu pun artikel yang dapat dibaca."
HOW_TO_MEND = f"Jalankan {MEND} untuk membetulkannya."


def looked_at_some(some: int, articles: int) -> str:
    """That only some articles were looked at, and how all are."""
    return f"Yang diperiksa {some} dari {articles} artikel; {DEEP} memeriksa semuanya."


def more_failures(count: int) -> str:
    """Failures that are not listed."""
    return f"… dan {count} kegagalan lain; pakai --json untuk semuanya."


def more_notes(count: int) -> str:
    """Notes that are not listed."""
    return f"… dan {count} catatan lain; pakai --json untuk semuanya."


def versions_among(count: int) -> str:
    """How many of the new and changed articles have the text of another one."""
    return f"{count} di antaranya versi lain dari teks yang sama."


def period(first: date | None, last: date | None) -> str:
    """From the first to the last publication date."""
    return f"{first.isoformat()} sampai {last.isoformat()}" if first and last else "-"


def generation(name: str | None, model: str | None, chunks: int) -> str:
    """The index in use."""
    return f"{name} ({chunks} potongan, model {model})" if name else "belum ada"


def removed(count: int) -> str:
    """Articles that were removed."""
    return f"{count} artikel dihapus."


def vectors_follow(count: int) -> str:
    """Chunks that are found by words alone until they have a vector."""
    return f"{count} potongan menunggu vektor dan sementara dicari menurut kata; {MEND} atau `add` melanjutkannya."


def reread(count: int) -> str:
    """Articles that were read again."""
    return f"{count} artikel dibaca ulang."


def rebuilt(name: str | None) -> str:
    """A whole new generation is in use."""
    return f"Indeks {name} selesai dibuat dan dipakai." if name else "Arsip masih kosong; belum ada indeks."


def set_model(model: str) -> str:
    """The index was rebuilt for a model that the settings do not name."""
    return f"Isi NOTULA_MODEL={model} agar model ini juga dipakai untuk menjawab."


def not_read_yet(article_id: str) -> str:
    """An article has no reading."""
    return f"Artikel {article_id} belum dibaca isinya; jalankan {REREAD}."
