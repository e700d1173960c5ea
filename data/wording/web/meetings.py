"""What the list of meetings and the entries of all lists say."""

from __future__ import annotations

from data.wording.telegram import Phrase

TITLE = Phrase("Rapat", "Meetings")
CHOSEN = Phrase("Yang dipilih", "What is chosen")
TAKE_AWAY = Phrase("hapus pilihan ini", "take this choice away")
ALL = Phrase("Hapus semua pilihan", "Take all choices away")
COUNT = Phrase("{count} laporan rapat", "{count} accounts of meetings")
NONE = Phrase(
    "Arsip tidak memuat laporan rapat untuk pilihan ini. Hapus salah satu pilihan untuk melihat lebih banyak.",
    "The archive has no account of a meeting for these choices. Take one of them away to see more.",
)
NONE_BEHIND = Phrase(
    "Tidak ada laporan rapat lagi sesudah tempat ini.", "There are no more accounts of meetings behind this place."
)
EMPTY = Phrase("Arsip ini belum memuat rapat.", "This archive has no meetings yet.")
HOW_COUNTED = Phrase(
    "Setiap artikel yang memberitakan sebuah rapat dihitung sebagai satu laporan; salinan naskah yang sama dihitung "
    "sekali. Laporan beberapa media tentang rapat yang sama ditampilkan sebagai satu bila berdekatan dalam daftar.",
    "Every article that tells of a meeting counts as one account of it; copies of one text count once. What several "
    "outlets tell of one meeting is shown as one where it stands together in the list.",
)
NARROW = Phrase("Saring", "Narrow down")
TO_FACETS = Phrase("Ke saringan", "To what can be chosen")
FACETS = Phrase("Saring menurut", "Narrow down by")
OTHERS = Phrase("{count} lainnya", "{count} more")
IS_CHOSEN = Phrase("dipilih", "chosen")
REGION_FIELD = Phrase("Daerah", "Region")
REGION_EXAMPLE = Phrase("nama atau kode BPS", "name or BPS code")
SINCE_FIELD = Phrase("Sejak tanggal", "From")
UNTIL_FIELD = Phrase("Sampai tanggal", "To")
KIND_FIELD = Phrase("Jenis", "Kind")
ANY_KIND = Phrase("Semua jenis", "Any kind")
SHOW = Phrase("Tampilkan", "Show")
PAGES = Phrase("Halaman daftar", "Pages of the list")
NEWER = Phrase("← Lebih baru", "← Newer")
OLDER = Phrase("Lebih lama →", "Older →")
AS_CALENDAR = Phrase("Sebagai kalender bulanan", "As a calendar of the month")
SCHEDULE = Phrase("Langganan kalender (.ics)", "Calendar subscription (.ics)")
FEED = Phrase("Umpan Atom", "Atom feed")
NO_SPOT = Phrase(
    "Tempat di dalam daftar pada alamat ini tidak dapat dibaca.",
    "The place in the list in this address cannot be read.",
)

REPORTED = Phrase("diberitakan {day}", "reported on {day}")
UNDATED = Phrase("tanpa tanggal", "without a date")
OUTLETS = Phrase("diberitakan {count} media", "reported by {count} outlets")
UNNAMED = Phrase("penerbit tidak disebut", "publisher not named")
UNTITLED = Phrase("rapat tanpa nama", "meeting without a name")
DAYS = Phrase("{first} sampai {last}", "{first} to {last}")
