"""What readers may choose of the meetings, and why a choice cannot be read."""

from __future__ import annotations

from data.wording.telegram import Phrase

REGION = Phrase("Daerah", "Region")
PERIOD = Phrase("Waktu", "Time")
KIND = Phrase("Jenis", "Kind")
PUBLISHER = Phrase("Penerbit", "Publisher")
PERSON = Phrase("Dihadiri", "Attended by")
LEVELS = {
    "province": Phrase("{name}", "{name}"),
    "city": Phrase("Kota {name}", "{name} City"),
    "regency": Phrase("Kabupaten {name}", "{name} Regency"),
    "district": Phrase("Kecamatan {name}", "{name} District"),
}

NO_REGION = Phrase(
    "Tidak ada daerah bernama “{given}”. Tulis nama provinsi, kabupaten, kota, atau kecamatan, atau kode BPS-nya.",
    "There is no region called “{given}”. Write the name of a province, regency, city or district, or its BPS code.",
)
LIKELY_REGION = Phrase(
    "Tidak ada daerah bernama “{given}”. Mungkin maksudnya {likely}?",
    "There is no region called “{given}”. Did you mean {likely}?",
)
NO_MONTH = Phrase(
    "“{given}” bukan bulan. Tulis tahun dan bulan, misalnya 2024-05.",
    "“{given}” is no month. Write year and month, such as 2024-05.",
)
NO_YEAR = Phrase("“{given}” bukan tahun. Tulis misalnya 2024.", "“{given}” is no year. Write one such as 2024.")
NO_DAY = Phrase(
    "“{given}” bukan tanggal. Tulis tahun, bulan, dan tanggal, misalnya 2024-05-31.",
    "“{given}” is no day. Write year, month and day, such as 2024-05-31.",
)
TURNED = Phrase(
    "Tanggal awal ({first}) ada sesudah tanggal akhir ({last}).",
    "The first day ({first}) comes after the last one ({last}).",
)
PERIODS = Phrase(
    "Pilih waktu dengan satu cara saja: bulan, tahun, atau tanggal awal dan akhir.",
    "Choose the time in one way only: a month, a year, or a first and last day.",
)
NO_KIND = Phrase("Tidak ada jenis rapat “{given}”.", "There is no kind of meeting called “{given}”.")
NO_PERSON = Phrase(
    "Tidak ada orang dengan nomor “{given}” di arsip.", "There is nobody with the number “{given}” here."
)
PEOPLE_CLOSED = Phrase(
    "Di situs ini rapat tidak dapat dipilih menurut orang.", "On this site meetings cannot be chosen by people."
)
FROM = Phrase("sejak {day}", "from {day}")
UNTIL = Phrase("sampai {day}", "until {day}")
BETWEEN = Phrase("{first} sampai {last}", "{first} to {last}")
ONE_MONTH = Phrase(
    "Kalender menampilkan satu bulan: tulis hanya bulannya, misalnya bulan=2024-05.",
    "The calendar shows one month: write only that, such as bulan=2024-05.",
)
