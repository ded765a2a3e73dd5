"""SHA-256 sums of what is published: `python -m moebius_build.checksums FOLDER` writes SHA256SUMS.

`sha256sum --check SHA256SUMS` reads it on Linux, `shasum -a 256 --check` on macOS.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

NAME = "SHA256SUMS"


def write(folder: Path) -> Path:
    """Write the sums of all files that lie in a folder itself.

    Raises:
        FileNotFoundError: there is nothing to publish.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != NAME)
    if not files:
        raise FileNotFoundError(f"{folder} holds no files.")
    target = folder / NAME
    lines = [f"{_sum(path)}  {path.name}\n" for path in files]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def main(arguments: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    if len(words) != 1:
        print("Usage: python -m moebius_build.checksums FOLDER", file=sys.stderr)
        return 2
    print(write(Path(words[0])).read_text(encoding="utf-8"), end="")
    return 0


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
