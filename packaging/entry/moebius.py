"""Where the frozen program starts: the `moebius` command, as an installation has it."""

from __future__ import annotations

import sys

from app.__main__ import main
from moebius_core.system import give_back_library_path

if __name__ == "__main__":
    give_back_library_path()
    sys.exit(main())
