"""What a bundled program has in its environment that other programs must not get."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

_PATHS = {"linux": "LD_LIBRARY_PATH", "freebsd": "LD_LIBRARY_PATH", "darwin": "DYLD_LIBRARY_PATH"}


def restore_library_path(
    *, platform: str = sys.platform, environ: MutableMapping[str, str] = os.environ
) -> None:
    """Let the file manager and the browser, started from here, load their own libraries again.

    PyInstaller's starter points the variable at the program's folder and keeps the former value;
    the loader of this process has read it already.
    https://pyinstaller.org/en/stable/runtime-information.html#ld-library-path-libpath-considerations
    """
    name = next((name for key, name in _PATHS.items() if platform.startswith(key)), None)
    if name is None:
        return
    before = environ.pop(f"{name}_ORIG", None)
    if before is None:
        environ.pop(name, None)
    else:
        environ[name] = before
