"""What is said of the language model, where one is set: to those who keep the archive, in logs and in `status`."""

from __future__ import annotations

TOO_SLOW = "Model bahasa tidak menjawab dalam waktunya."
TOO_LONG = "Balasan model bahasa terlalu panjang."
UNREACHABLE = "Model bahasa tidak dapat dihubungi."
NOT_THE_PROTOCOL = "Alamat model bahasa tidak membalas menurut protokol OpenAI."
SAID_NOTHING = "Model bahasa tidak menulis apa-apa."
CUT_OFF = "Balasan model bahasa terpotong."
NOT_JSON = "Balasan model bahasa tidak berbentuk seperti yang diminta."
LEFT_ALONE = "Model bahasa berulang kali gagal dan dibiarkan dulu."
SPENT = "Jatah token model bahasa hari ini habis."
SWITCHED_OFF = "Model bahasa dimatikan."


def refused(status: int) -> str:
    """The server answered with another status than 200."""
    return f"Model bahasa menolak permintaan (status {status})."
