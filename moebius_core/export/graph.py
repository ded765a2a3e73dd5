"""A graph in the making: nodes, small constants, and weights that stay in a file of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from onnx import (
    GraphProto,
    ModelProto,
    NodeProto,
    TensorProto,
    ValueInfoProto,
    helper,
    numpy_helper,
)

from moebius_core import __version__
from moebius_core.weights.prepared import Prepared, Slot, slots

OPSET = 17
"""LayerNormalization came with 17; DirectML knows it."""

IR_VERSION = 8
"""What opset 17 came with: older run times read the file too."""

Attribute = int | float | str | Sequence[int]


class Graph:
    """Collects nodes; every method that computes something returns the name of its result.

    Args:
        weights: What the graph may use as a weight; each lies in the file `weights_file`.
        weights_file: Name of the file beside the graph that holds them.
    """

    def __init__(self, weights: Sequence[Prepared], weights_file: str) -> None:
        self._shapes = {prepared.name: prepared.shape for prepared in weights}
        self._slots = slots(weights)
        self._file = weights_file
        self._nodes: list[NodeProto] = []
        self._initializers: dict[str, TensorProto] = {}
        self._count = 0

    def op(self, kind: str, *inputs: str, **attributes: Attribute) -> str:
        """A node with one output."""
        return self.ops(kind, *inputs, outputs=1, **attributes)[0]

    def ops(self, kind: str, *inputs: str, outputs: int, **attributes: Attribute) -> list[str]:
        """A node with several outputs."""
        self._count += 1
        names = [f"{kind.lower()}_{self._count}_{number}" for number in range(outputs)]
        node = helper.make_node(kind, list(inputs), names)
        node.attribute.extend(
            helper.make_attribute(key, value) for key, value in sorted(attributes.items())
        )
        self._nodes.append(node)
        return names

    def weight(self, name: str) -> str:
        """A tensor of the weights file."""
        if name not in self._initializers:
            self._initializers[name] = _external(
                name, self._shapes[name], self._slots[name], self._file
            )
        return name

    def shape_of(self, name: str) -> tuple[int, ...]:
        """Of a weight."""
        return self._shapes[name]

    def ints(self, *values: int) -> str:
        """A small int64 vector, as shapes and indices are."""
        return self._constant("ints_" + "_".join(map(str, values)), np.array(values, np.int64))

    def floats(self, name: str, values: NDArray[np.floating]) -> str:
        """Numbers that do not depend on the checkpoint."""
        return self._constant(name, values.astype(np.float32))

    def indices(self, name: str, values: NDArray[np.integer]) -> str:
        return self._constant(name, values.astype(np.int32))

    def _constant(self, name: str, values: NDArray[np.generic]) -> str:
        if name not in self._initializers:
            self._initializers[name] = numpy_helper.from_array(values, name)
        return name

    def reshape(self, x: str, *shape: int) -> str:
        """0 keeps a side, -1 stands for what is left."""
        return self.op("Reshape", x, self.ints(*shape))

    def transpose(self, x: str, *order: int) -> str:
        return self.op("Transpose", x, perm=order)

    def split(self, x: str, sizes: Sequence[int], axis: int) -> list[str]:
        return self.ops("Split", x, self.ints(*sizes), outputs=len(sizes), axis=axis)

    def finished(
        self, name: str, inputs: Mapping[str, Port], outputs: Mapping[str, tuple[str, Port]]
    ) -> ModelProto:
        """The model; raises ValueError when a weight was never used.

        Args:
            name: Of the graph.
            inputs: Name -> type and shape.
            outputs: Name -> the result it is, and its type and shape.
        """
        unused = self._shapes.keys() - self._initializers.keys()
        if unused:
            raise ValueError(f"{len(unused)} weights are not used: {sorted(unused)[:3]}")
        for outer, (inner, _) in outputs.items():
            self._nodes.append(helper.make_node("Identity", [inner], [outer]))
        graph: GraphProto = helper.make_graph(
            self._nodes,
            name,
            [port.described(key) for key, port in inputs.items()],
            [port.described(key) for key, (_, port) in outputs.items()],
            list(self._initializers.values()),
        )
        return helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="moebius",
            producer_version=__version__,
        )


class Port:
    """Type and shape of an input or output; a word stands for a side that may vary."""

    def __init__(self, *shape: int | str, kind: int = TensorProto.FLOAT) -> None:
        self.shape = shape
        self.kind = kind

    def described(self, name: str) -> ValueInfoProto:
        return helper.make_tensor_value_info(name, self.kind, self.shape)


def _external(name: str, shape: Sequence[int], slot: Slot, file: str) -> TensorProto:
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", file), ("offset", slot.start), ("length", slot.length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor
