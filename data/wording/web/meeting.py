"""What the page of one meeting says."""

from __future__ import annotations

from data.wording.telegram import Phrase

UNKNOWN = Phrase(
    "Rapat ini tidak ada di arsip, atau tidak ada lagi.", "This meeting is not in the archive, or not any more."
)

# What it was

WHEN = Phrase("Waktu", "When")
UNDATED = Phrase("Tanggalnya tidak disebut.", "No day is given.")
PLACE = Phrase("Tempat", "Where")
ORGANISER = Phrase("Penyelenggara", "Organiser")
THEME = Phrase("Tema", "Theme")
AGENDA = Phrase("Yang dibahas", "Agenda")
PURPOSE = Phrase("Tujuan", "Purpose")
PARTICIPANTS = Phrase("Jumlah peserta", "Participants")
OUTCOME = Phrase("Hasil", "Outcome")
REGIONS = Phrase("Daerah", "Regions")
INFERRED_YEAR = Phrase(
    "tahunnya disimpulkan dari tanggal terbit artikel", "the year is inferred from the article's date"
)
INFERRED_DAY = Phrase("harinya disimpulkan dari tanggal terbit artikel", "the day is inferred from the article's date")
CLASH = Phrase(
    "Artikel menulis “{written}”, padahal {why}.", "The article writes “{written}”, which contradicts itself: {why}."
)
LIKELY = Phrase("Mungkin maksudnya {day}.", "It may mean {day}.")
UNCERTAIN = Phrase("belum pasti", "uncertain")
CORRECTED = Phrase("dikoreksi pengelola pada {day}", "corrected by the keepers on {day}")
OR = Phrase("atau", "or")
SUM_UP = Phrase("Ringkas dengan model bahasa", "Sum up by a language model")
SUMMARY = Phrase(
    "Ringkasan oleh model bahasa, dari fakta di halaman ini", "Summary by a language model, of these facts"
)
NO_SUMMARY = Phrase(
    "Model bahasa tidak memberi ringkasan yang seluruhnya bersandar pada fakta di halaman ini.",
    "The language model gave no summary that rests on these facts alone.",
)

# The words that say so

QUOTE = Phrase("Kutipan", "Quote")
QUOTE_OF = Phrase("tentang {what}", "on {what}")
AT_PUBLISHER = Phrase("di situs penerbit", "on the publisher's site")

# Who was there

PEOPLE = Phrase("Siapa yang hadir", "Who was there")
NOBODY = Phrase(
    "Berita tidak menyebut siapa yang hadir. Itu tidak berarti tidak ada yang hadir.",
    "No article says who was there. That does not mean nobody was.",
)
OPENED = Phrase("Membuka", "Opened it")
LED = Phrase("Memimpin", "Led it")
CLOSED = Phrase("Menutup", "Closed it")
SPOKE = Phrase("Menyampaikan sambutan atau materi", "Spoke")
PRESENT = Phrase("Hadir", "Present")
ACCOMPANIED = Phrase("Mendampingi", "Accompanied")
GROUPS = Phrase("Unsur dan kelompok yang hadir", "Offices and groups present")
REPRESENTED = Phrase("Diwakili", "Represented")
ABSENT = Phrase("Disebut tidak hadir", "Said to be absent")
INVITED = Phrase("Diundang", "Invited")
ALSO_OPENED = Phrase("juga membuka", "also opened it")
ALSO_LED = Phrase("juga memimpin", "also led it")
ALSO_CLOSED = Phrase("juga menutup", "also closed it")
ALSO_SPOKE = Phrase("juga berbicara", "also spoke")
ALSO_ACCOMPANIED = Phrase("mendampingi", "accompanied")
FOR = Phrase("mewakili {whom}", "standing in for {whom}")
OR_DEPUTY = Phrase("atau yang mewakili", "or a deputy")
BY = Phrase("diwakili", "represented by")

# Who said what

STATEMENTS = Phrase("Pernyataan", "Statements")
MORE_STATEMENTS = Phrase("{count} pernyataan lain", "{count} more")

# The articles

ACCOUNTS = Phrase("Berita tentang rapat ini", "Articles on this meeting")
ONLY_HERE = Phrase("Hanya disebut hadir di sini:", "Named as present only here:")
SAME_TEXT = Phrase("Naskahnya sama dengan {outlet}.", "The same text as {outlet}.")
PUBLISHED = Phrase("terbit {day}", "published {day}")
DIFFERENCES = Phrase("Yang ditulis berbeda", "Where they differ")
ON = Phrase("Tentang", "On")
DATE = Phrase("Tanggal", "Day")
TIME = Phrase("Jam", "Hour")
PRESENCE = Phrase("Kehadiran {who}", "Presence of {who}")
STATEMENT = Phrase("Angka dalam pernyataan {who}", "Figures in what {who} said")
SILENT = Phrase("tidak disebut", "not mentioned")
SAYS_PRESENT = Phrase("hadir", "present")
SAYS_ABSENT = Phrase("tidak hadir", "absent")
SAYS_REPRESENTED = Phrase("diwakili {whom}", "represented by {whom}")

# Further

FURTHER = Phrase("Selanjutnya", "Further")
CALENDAR = Phrase("Simpan ke kalender (.ics)", "Save to a calendar (.ics)")
SAME_MONTH = Phrase("Rapat lain di {region}, {month}", "Other meetings in {region}, {month}")
