"""Codes of receipts: eight letters and digits that lead to one answer, and to nobody who does not have them."""

from __future__ import annotations

import secrets
import unicodedata

CODE_LENGTH = 8
# A code is read aloud and typed: of letters and digits that look alike only one occurs, and is meant by the others.
_DIGITS = "0123456789ACDEFHJKMNPQRTVWXY"
_MEANT = str.maketrans("OILSZBGU", "0115286V")


def make_code() -> str:
    """A new code, of nearly 4 * 10^11: by chance, so that one code tells nothing of another."""
    return "".join(secrets.choice(_DIGITS) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str | None:
    """The code that somebody typed, in any case, parted anyhow, O for 0 and the like; None where it can be none."""
    letters = unicodedata.normalize("NFKC", typed).upper()
    code = "".join(letter for letter in letters if letter.isalnum()).translate(_MEANT)
    return code if len(code) == CODE_LENGTH and set(code) <= set(_DIGITS) else None
