"""Opens the embedding model that the settings name: with ONNX Runtime where it has a graph, else with torch."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import ModelError
from data.settings import SHIPPED_MODEL
from data.wording import index as wording
from retrieval.index.encoder import Encoder

if TYPE_CHECKING:
    from retrieval.index.onnx_encoder import OnnxEncoder

GRAPH = Path("onnx") / "graph.onnx"
"""What a model's folder has that can be served without torch; `python -m retrieval.training graph` writes it."""

_HUB_NAME = re.compile(r"[\w-][\w.-]*(?:/[\w.-]+)?")


def load_encoder(name: str, *, threads: int = 1) -> Encoder:
    """The model of a folder, which never touches the network, or of that name on the hub; ModelError in one sentence.

    `threads`: the cores that passages are embedded on; a single question is answered on one.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
            raise ModelError(wording.model_not_a_model(name))
        if folder == SHIPPED_MODEL:
            return shipped_encoder().on(threads)
        if (folder / GRAPH).is_file():
            return _open_graph(name).on(threads)
    elif not _HUB_NAME.fullmatch(name):
        raise ModelError(wording.model_missing(name))
    if importlib.util.find_spec("sentence_transformers") is None:
        raise ModelError(wording.torch_missing(name))
    from retrieval.index import sentence_encoder

    sentence_encoder.use_threads(threads)
    return sentence_encoder.open_folder(name, folder) if folder.is_dir() else sentence_encoder.open_from_hub(name)


@cache
def shipped_encoder() -> OnnxEncoder:
    """The encoder that comes with Notula, opened once a process; ModelError where it is damaged."""
    return _open_graph(str(SHIPPED_MODEL))


def _open_graph(name: str) -> OnnxEncoder:
    # ONNX Runtime takes a while to load, and no other model needs it.
    from retrieval.index.onnx_encoder import OnnxEncoder

    return OnnxEncoder(name, graph=Path(name).expanduser() / GRAPH)
