"""Where the frozen program starts: the `moebius` command, as an installation has it."""

from __future__ import annotations

import sys

from app.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
