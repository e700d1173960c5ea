"""A receipt's page, beside what is said of receipts at any door."""

from __future__ import annotations

from data.wording.receipts import *  # noqa: F403 - templates take all they say from the module of their page
from data.wording.telegram import Phrase

WITHDRAWN = Phrase(
    "Jawaban waktu itu bersandar pada artikel yang sudah ditarik dari arsip, jadi tidak ditampilkan lagi.",
    "The answer then stood on an article that is withdrawn from the archive; so it is not shown any more.",
)
WITHDRAWN_ARTICLE = Phrase("artikel yang sudah ditarik", "an article that is withdrawn")
ASK_AGAIN = Phrase("Tanyakan lagi", "Ask it again")
PRIVATE = Phrase("Halaman ini hanya untuk yang memegang kodenya.", "This page is only for those who have its code.")
