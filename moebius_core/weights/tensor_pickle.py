"""Reads the pickle inside a PyTorch file and finds tensors in it; nothing is ever called.

A pickle is a program for a small stack machine, and Python's own machine calls whatever the program
names. This one knows the instructions that `torch.save` writes for a dictionary of tensors, and the
four names that occur in it; names stay text, and each use of one makes a plain value. Everything
else ends the reading.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, cast

Value: TypeAlias = object

_MOST_INSTRUCTIONS = 5_000_000
_DAMAGED = "the list of its contents is damaged"


class UnsafePickleError(ValueError):
    """The pickle holds something other than a dictionary of tensors."""


@dataclass(frozen=True)
class Name:
    """A class or function the pickle mentions; never looked up."""

    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


@dataclass(frozen=True)
class Storage:
    """A file of the archive that holds numbers."""

    kind: str
    """FloatStorage and the like."""

    file: str
    count: int


@dataclass(frozen=True)
class TensorView:
    """Where a tensor's numbers lie in a storage; offset and strides in elements."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def read_tensors(data: bytes) -> dict[str, TensorView]:
    """The tensors of a pickled dictionary.

    Raises:
        UnsafePickleError: it holds anything else, is cut off or is not a pickle.
    """
    try:
        found = _Machine(data).run()
    except (IndexError, OverflowError, struct.error, UnicodeDecodeError) as error:
        raise UnsafePickleError(_DAMAGED) from error
    if not isinstance(found, dict):
        raise UnsafePickleError("it holds no dictionary of tensors")
    tensors: dict[str, TensorView] = {}
    for key, value in cast("dict[str | int, Value]", found).items():
        if not isinstance(key, str) or not isinstance(value, TensorView):
            raise UnsafePickleError(f"its entry {str(key)[:80]!r} is not a tensor")
        tensors[key] = value
    return tensors


class _Machine:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._stack: list[Value] = []
        self._marks: list[int] = []
        self._memo: dict[int, Value] = {}

    def run(self) -> Value:
        """The value the program leaves."""
        for _ in range(_MOST_INSTRUCTIONS):
            code = self._take(1)
            if code == b".":
                return self.pop()
            instruction = _INSTRUCTIONS.get(code)
            if instruction is None:
                raise UnsafePickleError(f"an instruction is not allowed ({code.hex()})")
            instruction(self)
        raise UnsafePickleError("it has too many entries")

    def bytes_after(self, form: str) -> bytes:
        """As many bytes as the number before them says."""
        return self._take(self.number(form))

    def number(self, form: str) -> int:
        return int(struct.unpack(form, self._take(struct.calcsize(form)))[0])

    def real(self) -> float:
        return float(struct.unpack(">d", self._take(8))[0])

    def line(self) -> str:
        end = self._data.find(b"\n", self._at)
        if end < 0:
            raise UnsafePickleError("it ends too early")
        return self._take(end + 1 - self._at)[:-1].decode()

    def push(self, value: Value) -> None:
        self._stack.append(value)

    def pop(self) -> Value:
        if len(self._stack) <= (self._marks[-1] if self._marks else 0):
            raise UnsafePickleError(_DAMAGED)
        return self._stack.pop()

    def pop_tuple(self, count: int) -> tuple[Value, ...]:
        return tuple(reversed([self.pop() for _ in range(count)]))

    def mark(self) -> None:
        self._marks.append(len(self._stack))

    def since_mark(self) -> list[Value]:
        start = self._marks.pop()
        taken = self._stack[start:]
        del self._stack[start:]
        return taken

    def remember(self, place: int | None = None) -> None:
        value = self.pop()
        self.push(value)
        self._memo[len(self._memo) if place is None else place] = value

    def recall(self, place: int) -> None:
        if place not in self._memo:
            raise UnsafePickleError(_DAMAGED)
        self.push(self._memo[place])

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise UnsafePickleError("it ends too early")
        self._at += count
        return taken


def _global(machine: _Machine) -> None:
    module = machine.line()
    machine.push(Name(module, machine.line()))


def _stack_global(machine: _Machine) -> None:
    module, name = machine.pop_tuple(2)
    machine.push(Name(_text(module), _text(name)))


def _persistent(machine: _Machine) -> None:
    """What `torch.save` puts in a storage's place: ("storage", kind, file, device, count)."""
    match machine.pop():
        case ("storage", Name(module="torch", name=kind), str(file), str(), int(count)):
            machine.push(Storage(kind, file, count))
        case other:
            raise UnsafePickleError(f"a storage is described in an unknown way ({_brief(other)})")


def _reduce(machine: _Machine) -> None:
    called, given = machine.pop_tuple(2)
    if not isinstance(called, Name):
        raise UnsafePickleError(_DAMAGED)
    match (str(called), given):
        case ("collections.OrderedDict", ()):
            machine.push({})
        case ("torch._utils._rebuild_parameter", (TensorView() as tensor, bool(), dict())):
            machine.push(tensor)
        case (
            "torch._utils._rebuild_tensor_v2",
            (Storage() as storage, int(offset), tuple(shape), tuple(strides), bool(), dict(), *_),
        ):
            machine.push(TensorView(storage, offset, _integers(shape), _integers(strides)))
        case (name, _):
            raise UnsafePickleError(f"it wants to call {name[:80]}")


def _build(machine: _Machine) -> None:
    """State of an object: PyTorch notes its versions there. Nothing of it is kept."""
    target, state = machine.pop_tuple(2)
    if not isinstance(target, dict) or not isinstance(state, dict):
        raise UnsafePickleError("it sets the state of something that is not a dictionary")
    machine.push(target)


def _set_items(machine: _Machine, items: list[Value]) -> None:
    target = machine.pop()
    if not isinstance(target, dict) or len(items) % 2:
        raise UnsafePickleError(_DAMAGED)
    entries = cast("dict[str | int, Value]", target)
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, str | int):
            raise UnsafePickleError("a key is neither text nor a number")
        entries[key] = value
    machine.push(target)


def _append(machine: _Machine, items: list[Value]) -> None:
    target = machine.pop()
    if not isinstance(target, list):
        raise UnsafePickleError(_DAMAGED)
    cast("list[Value]", target).extend(items)
    machine.push(target)


def _integers(values: tuple[Value, ...]) -> tuple[int, ...]:
    if not all(type(value) is int for value in values):
        raise UnsafePickleError("a tensor's shape is not made of numbers")
    return cast("tuple[int, ...]", values)


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise UnsafePickleError(_DAMAGED)
    return value


def _brief(value: Value) -> str:
    return type(value).__name__


_INSTRUCTIONS: dict[bytes, Callable[[_Machine], object]] = {
    b"\x80": lambda m: m.number("<B"),  # the protocol
    b"\x95": lambda m: m.number("<Q"),  # a frame
    b"(": lambda m: m.mark(),
    b"N": lambda m: m.push(None),
    b"\x88": lambda m: m.push(True),
    b"\x89": lambda m: m.push(False),
    b"K": lambda m: m.push(m.number("<B")),
    b"M": lambda m: m.push(m.number("<H")),
    b"J": lambda m: m.push(m.number("<i")),
    b"\x8a": lambda m: m.push(int.from_bytes(m.bytes_after("<B"), "little", signed=True)),
    b"G": lambda m: m.push(m.real()),
    b"X": lambda m: m.push(m.bytes_after("<I").decode()),
    b"\x8c": lambda m: m.push(m.bytes_after("<B").decode()),
    b"}": lambda m: m.push({}),
    b"]": lambda m: m.push([]),
    b")": lambda m: m.push(()),
    b"t": lambda m: m.push(tuple(m.since_mark())),
    b"\x85": lambda m: m.push(m.pop_tuple(1)),
    b"\x86": lambda m: m.push(m.pop_tuple(2)),
    b"\x87": lambda m: m.push(m.pop_tuple(3)),
    b"s": lambda m: _set_items(m, list(m.pop_tuple(2))),
    b"u": lambda m: _set_items(m, m.since_mark()),
    b"a": lambda m: _append(m, list(m.pop_tuple(1))),
    b"e": lambda m: _append(m, m.since_mark()),
    b"q": lambda m: m.remember(m.number("<B")),
    b"r": lambda m: m.remember(m.number("<I")),
    b"\x94": lambda m: m.remember(),
    b"h": lambda m: m.recall(m.number("<B")),
    b"j": lambda m: m.recall(m.number("<I")),
    b"c": _global,
    b"\x93": _stack_global,
    b"Q": _persistent,
    b"R": _reduce,
    b"b": _build,
}
"""Instruction -> what it does; the letters are those of Python's `pickle` module."""
