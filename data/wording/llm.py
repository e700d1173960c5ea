"""What is said of the language model, where one is set: to those who keep the archive, in logs and in `status`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

TOO_SLOW = "Model bahasa tidak menjawab dalam waktunya."
TOO_LONG = "Balasan model bahasa terlalu panjang."
UNREACHABLE = "Model bahasa tidak dapat dihubungi."
NOT_THE_PROTOCOL = "Alamat model bahasa tidak membalas menurut protokol OpenAI."
SAID_NOTHING = "Model bahasa tidak menulis apa-apa."
CUT_OFF = "Balasan model bahasa terpotong."
NOT_JSON = "Balasan model bahasa tidak berbentuk seperti yang diminta."
LEFT_ALONE = "Model bahasa berulang kali gagal dan dibiarkan dulu."
SPENT = "Jatah token model bahasa hari ini habis."
NOT_READ = "tidak dibaca model bahasa; `embed_corpus.py reread` mengulanginya"
SWITCHED_OFF = "Model bahasa dimatikan."


def refused(status: int) -> str:
    """The server answered with another status than 200."""
    return f"Model bahasa menolak permintaan (status {status})."


NO_MODEL = "Tidak ada model bahasa yang dipakai (NOTULA_LLM_USES kosong)."


def state(
    name: str,
    host: str,
    *,
    uses: Sequence[str],
    is_on: bool,
    figures: Mapping[str, int],
    cost: str | None,
) -> str:
    """How the model stands, on one line; figures of today (UTC)."""
    switch = "hidup" if is_on else "dimatikan"
    paid = f", biaya {cost}" if cost else ""
    return (
        f"Model bahasa {name} di {host}, untuk {', '.join(uses)}; {switch}. Hari ini: {figures['calls']} "
        f"panggilan, {figures['failures']} gagal, {figures['tokens']} token{paid}; {figures['claims']} klaim dari "
        f"artikel, {figures['dropped']} di antaranya ditolak."
    )


NOTHING_TO_MEASURE = "Tidak ada model bahasa yang diukur: isi NOTULA_LLM_URL dan NOTULA_LLM_MODEL."


def no_figures(command: str) -> str:
    """A command failed, or printed something else."""
    return f"Perintah ini tidak mencetak angka sebagai JSON: {command}"
