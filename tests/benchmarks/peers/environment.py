"""The environment that the other libraries run in: apart from the project's, made once."""

from __future__ import annotations

import hashlib
import os
import subprocess
import venv
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
DEFAULT = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "notula" / "peers"
_MADE_FROM = "made-from"


def make_environment(folder: Path) -> Path:
    """The interpreter of the environment in the folder; made where it was not, or was made from other versions."""
    python, stamp = folder / "bin" / "python", folder / _MADE_FROM
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        venv.create(folder, with_pip=True)
        # torch comes first and by itself, so that no other package pulls in CUDA.
        torch = next(line for line in REQUIREMENTS.read_text("utf-8").splitlines() if line.startswith("torch=="))
        for what in ([torch], ["--requirement", str(REQUIREMENTS)]):
            subprocess.run([python, "-m", "pip", "install", "--quiet", *what], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python
