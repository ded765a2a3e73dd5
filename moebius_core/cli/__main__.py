"""`python -m moebius_core.cli`: the command line without the editor's front door."""

from __future__ import annotations

import sys

from moebius_core.cli import main

if __name__ == "__main__":
    sys.exit(main())
