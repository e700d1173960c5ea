"""What stands on every page."""

from __future__ import annotations

from data.wording.telegram import Phrase

NAME = Phrase("Notula", "Notula")
SKIP = Phrase("Langsung ke isi", "Skip to content")
NAVIGATION = Phrase("Bagian situs", "Parts of the site")
MEETINGS = Phrase("Rapat", "Meetings")
CALENDAR = Phrase("Kalender", "Calendar")
PEOPLE = Phrase("Orang", "People")
SOURCES = Phrase("Sumber", "Sources")
ASK = Phrase("Tanya", "Ask")
QUESTION = Phrase("Pertanyaan tentang rapat daerah", "A question about regional meetings")
EXAMPLE = Phrase("siapa yang hadir di Rakor Batang Hari?", "siapa yang hadir di Rakor Batang Hari?")
OTHER_LANGUAGE = Phrase("English", "Bahasa Indonesia")
AS_JSON = Phrase("Halaman ini sebagai JSON", "This page as JSON")
ABOUT = Phrase(
    "Dibaca dari artikel berita. Setiap keterangan bersandar pada kalimat yang dikutip; hak atas artikel ada pada "
    "penerbitnya.",
    "Read from news articles. Every statement stands on a sentence that is quoted; the articles are their publishers'.",
)
