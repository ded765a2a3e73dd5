"""One folder spread over several machines: each photo belongs to exactly one shard (pure)."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from moebius_core.errors import BadInputError


@dataclass(frozen=True)
class Shard:
    """Part `index` of `count`, counted from 1.

    A photo's shard follows from its path inside the input folder alone, so machines that see the
    folder at different moments, or with photos added, still agree.
    """

    index: int = 1
    count: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.index <= self.count:
            raise BadInputError(
                f"There is no shard {self.index}/{self.count}.",
                "Shards count from 1: 1/4, 2/4, 3/4 and 4/4.",
            )

    @classmethod
    def parse(cls, text: str) -> Shard:
        """`2/8` is the second of eight.

        Raises:
            BadInputError: anything else.
        """
        index, slash, count = text.partition("/")
        if not (slash and index.strip().isdecimal() and count.strip().isdecimal()):
            raise BadInputError(f"“{text}” is not a shard.", "Write it as I/N, for example 2/8.")
        return cls(int(index), int(count))

    def owns(self, photo: PurePosixPath) -> bool:
        """Whether the photo with this path, relative to the input folder, is this shard's."""
        name = unicodedata.normalize("NFC", photo.as_posix())  # macOS may spell é as e + ´
        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.count == self.index - 1

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"
