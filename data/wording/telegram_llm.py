"""What the Telegram bot says of the language model, in Indonesian and in English; see telegram.py."""

from __future__ import annotations

from data.wording.telegram import Phrase

STATE = Phrase(
    "Model bahasa: {name} di {host}, untuk {uses}; {state}. Hari ini (UTC): {calls} panggilan, {failures} gagal, "
    "{tokens} token{cost}; {claims} klaim dari artikel, {dropped} di antaranya ditolak.",
    "Language model: {name} at {host}, for {uses}; {state}. Today (UTC): {calls} calls, {failures} failed, "
    "{tokens} tokens{cost}; {claims} claims from articles, {dropped} of them dropped.",
)
COST = Phrase(", biaya {cost}", ", cost {cost}")
ON = Phrase("hidup", "on")
OFF = Phrase("dimatikan", "switched off")
NONE = Phrase("Tidak ada model bahasa yang dipakai.", "No language model is used.")
HOW = Phrase("Tulis /model, /model mati, atau /model hidup.", "Write /model, /model off or /model on.")

NOTHING_SENT = Phrase("Tidak ada yang dikirim ke pihak lain.", "Nothing is sent to anybody else.")
QUESTIONS_SENT = Phrase(
    "Pertanyaan Anda dan kutipan artikel publik dikirim ke model bahasa di {host}, tanpa nama, nomor, atau percakapan "
    "Anda; selain itu tidak ada yang dikirim ke pihak lain.",
    "Your question and quotes of public articles are sent to a language model at {host}, without your name, number or "
    "conversation; nothing else is sent to anybody.",
)
