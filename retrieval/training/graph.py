"""Writes the graph that serves a BERT folder without torch: operations and shapes, no weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper, save_model

from retrieval.answering.evidence.selector import GRAPH as SELECTOR_GRAPH
from retrieval.index.models import GRAPH
from retrieval.index.onnx_encoder import INPUT, OUTPUT
from retrieval.index.trunk import read_part
from retrieval.index.weights import BLOCK, HEAD, WORD_VECTORS, prepare, read_weights
from retrieval.reading.tagging.tagger import GRAPH as TAGGER_GRAPH

RUNTIME = "com.microsoft"
"""Operations that ONNX Runtime adds to the standard: attention, GELU with its bias, matrices in eight bits."""

OPSET, IR_VERSION = 18, 9
IN_INTEGERS = 4
"""MatMulNBits: multiply in eight bits, each block of what comes in with a scale of its own."""


def write_graph(folder: Path) -> Path:
    """Write the graph of a SentenceTransformer folder (a BERT, mean pooling, unit length) into it."""
    configuration = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    path = folder / GRAPH
    path.parent.mkdir(exist_ok=True)
    save_model(make_graph(configuration, dict(read_weights(folder))), str(path))
    return path


def write_tagger_graph(folder: Path, encoder: Path) -> Path:
    """Write the graph of a tagger into its folder; what it shares is in the encoder's."""
    return _write_headed(dict(read_part(folder, encoder)), folder / TAGGER_GRAPH, encoder)


def write_selector_graph(folder: Path, encoder: Path) -> Path:
    """Write the graph of a selector into its folder: what its head says of every token, and the token's state."""
    return _write_headed(dict(read_part(folder, encoder)), folder / SELECTOR_GRAPH, encoder, states=True)


def _write_headed(weights: dict[str, NDArray[np.float32]], path: Path, encoder: Path, *, states: bool = False) -> Path:
    configuration = json.loads((encoder / "config.json").read_text(encoding="utf-8"))
    layers = {int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer.")}
    graph = make_graph(configuration | {"num_hidden_layers": len(layers)}, weights, states=states)
    save_model(graph, str(path))
    return path


def make_graph(
    configuration: dict[str, Any], weights: dict[str, NDArray[np.float32]], *, states: bool = False
) -> ModelProto:
    """The graph of a BERT of this shape: token ids in, unit vectors out; every text alone, so that none is padded.

    Where the weights hold a head, what it says of every token comes out instead, and the `states` it says that of.
    """
    builder = _Builder(configuration)
    value = builder.embed()
    for layer in range(configuration["num_hidden_layers"]):
        value = builder.transform(value, f"encoder.layer.{layer}.")
    shape: list[int | str]
    if f"{HEAD}weight" in weights:
        output, shape = builder.classify(value), ["texts", "tokens", weights[f"{HEAD}weight"].shape[1]]
    else:
        output, shape = builder.pool(value), ["texts", configuration["hidden_size"]]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)]
    if states:
        width = configuration["hidden_size"]
        outputs.append(helper.make_tensor_value_info(value, TensorProto.FLOAT, ["texts", "tokens", width]))
    initializers = [
        _external(name, array) for tensor, number in weights.items() for name, array in prepare(tensor, number).items()
    ]
    graph = helper.make_graph(
        builder.nodes,
        "bert",
        [helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["texts", "tokens"])],
        outputs,
        [*initializers, *builder.constants],
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


def _external(name: str, array: NDArray[np.generic]) -> TensorProto:
    """A tensor whose numbers the loader gives: its type and shape, and a place that is never read."""
    tensor = TensorProto(name=name, data_type=helper.np_dtype_to_tensor_dtype(array.dtype), dims=array.shape)
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="weights")
    return tensor


class _Builder:
    """Nodes of a graph, one layer after another; values are named after the weights they come from."""

    def __init__(self, configuration: dict[str, Any]) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._heads, self._epsilon = configuration["num_attention_heads"], configuration["layer_norm_eps"]
        self._hidden, self._wide = configuration["hidden_size"], configuration["intermediate_size"]

    def embed(self) -> str:
        """Word, position and type vectors, added and normalised."""
        zero, one = (self._constant(name, np.array([number])) for name, number in (("zero", 0), ("one", 1)))
        words = self._add("Gather", [f"{WORD_VECTORS}.integers", INPUT], "words.integers")
        words = self._add("Cast", [words], "words.float", to=TensorProto.FLOAT)
        scales = self._add("Gather", [f"{WORD_VECTORS}.scales", INPUT], "words.scales")
        words = self._add("Mul", [words, scales], "words")
        tokens = self._add(
            "Slice", [self._add("Shape", [INPUT], "shape"), one, self._constant("two", np.array([2]))], "n"
        )
        places = self._add("Slice", ["embeddings.position_embeddings.weight", zero, tokens, zero], "positions")
        kind = self._add("Slice", ["embeddings.token_type_embeddings.weight", zero, one, zero], "types")
        value = self._add("Add", [self._add("Add", [words, places], "placed"), kind], "typed")
        return self._normalise(value, "embeddings.LayerNorm", "embedded")

    def transform(self, value: str, layer: str) -> str:
        """One layer: attention, then two matrices with GELU between them, each added to what came in."""
        own = f"{layer}attention.self."
        parts = [self._multiply(value, f"{own}{name}") for name in ("query", "key", "value")]
        biases = self._add("Concat", [f"{own}{name}.bias" for name in ("query", "key", "value")], f"{own}bias", axis=0)
        seen = self._add("MultiHeadAttention", [*parts, biases], f"{own}seen", RUNTIME, num_heads=self._heads)
        seen = self._join(self._multiply(seen, f"{layer}attention.output.dense"), value, f"{layer}attention.output")
        wide = self._multiply(seen, f"{layer}intermediate.dense")
        wide = self._add("BiasGelu", [wide, f"{layer}intermediate.dense.bias"], f"{layer}gelu", RUNTIME)
        return self._join(self._multiply_blocks(wide, f"{layer}output.dense"), seen, f"{layer}output")

    def classify(self, value: str) -> str:
        """A number for each class of each token."""
        product = self._add("MatMul", [value, f"{HEAD}weight"], "product")
        return self._add("Add", [product, f"{HEAD}bias"], "classes")

    def pool(self, value: str) -> str:
        """The mean over the tokens of a text, scaled to length one: the length of the sum does not matter."""
        total = self._add("ReduceSum", [value, "one"], "sum", keepdims=0)
        length = self._add("ReduceL2", [total, "one"], "length", keepdims=1)
        return self._add("Div", [total, length], OUTPUT)

    def _multiply(self, value: str, dense: str) -> str:
        integers, scales = f"{dense}.weight.integers", f"{dense}.weight.scales"
        return self._add("DynamicQuantizeMatMul", [value, integers, scales], f"{dense}.product", RUNTIME)

    def _multiply_blocks(self, value: str, dense: str) -> str:
        weights = [f"{dense}.weight.{part}" for part in ("blocks", "scales")]
        sizes = {"K": self._wide, "N": self._hidden, "bits": 8, "block_size": BLOCK, "accuracy_level": IN_INTEGERS}
        return self._add("MatMulNBits", [value, *weights], f"{dense}.product", RUNTIME, **sizes)

    def _join(self, value: str, before: str, output: str) -> str:
        value = self._add("Add", [value, f"{output}.dense.bias"], f"{output}.biased")
        value = self._add("Add", [value, before], f"{output}.sum")
        return self._normalise(value, f"{output}.LayerNorm", f"{output}.joined")

    def _normalise(self, value: str, norm: str, output: str) -> str:
        parts = [f"{norm}.{part}" for part in ("weight", "bias")]
        return self._add("LayerNormalization", [value, *parts], output, epsilon=self._epsilon)

    def _constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def _add(self, operation: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401
        self.nodes.append(helper.make_node(operation, inputs, [output], domain=domain, **attributes))
        return output
