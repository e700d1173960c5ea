"""An article's page: where it is from, what was read of it, and the sentences that this stands on."""

from __future__ import annotations

from data.wording.telegram import Phrase

NO_ARTICLE = Phrase(
    "Artikel ini tidak ada di arsip, atau tidak lagi.", "This article is not in the archive, or no longer."
)
AT_PUBLISHER = Phrase("Baca di {publisher}", "Read it at {publisher}")
AT_ORIGIN = Phrase("Baca artikel aslinya", "Read the original article")
WEB_ARCHIVE = Phrase("Salinan di arsip web", "Copy in a web archive")
SENTENCE_AT_PUBLISHER = Phrase("kalimat ini di halaman penerbitnya", "this sentence on its publisher's page")
NO_TITLE = Phrase("(tanpa judul)", "(no title)")
UNDATED = Phrase("tanpa tanggal", "undated")
MEETINGS = Phrase("Yang terbaca", "What was read")
NO_MEETINGS = Phrase("Tidak ada rapat yang terbaca di artikel ini.", "No meeting was read from this article.")
VERSIONS = Phrase("Dimuat juga, dengan isi yang hampir sama", "Also published, with nearly the same text")
EVIDENCE = Phrase("Kalimat yang menjadi dasar", "The sentences it stands on")
TEXT = Phrase("Isi artikel", "The article")
ONLY_EVIDENCE = Phrase(
    "Yang ditampilkan hanya kalimat yang menjadi dasar keterangan; selebihnya ada di halaman penerbitnya.",
    "Only the sentences that something stands on are shown; the rest is on the publisher's page.",
)
NO_EVIDENCE = Phrase("Tidak ada kalimat yang ditampilkan.", "No sentence is shown.")
LEFT_OUT = Phrase("Bagian ini tidak ditampilkan", "This part is not shown")
