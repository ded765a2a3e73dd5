"""Signing for Windows with Microsoft's signtool; skipped where no certificate is named.

The certificate lies in the person's store (the release workflow imports it there) or in hardware
that the store knows, so that no command line carries a password.
https://learn.microsoft.com/windows/win32/seccrypto/signtool
"""

from __future__ import annotations

import os
import struct
import subprocess
from pathlib import Path

THUMBPRINT_VARIABLE = "MOEBIUS_SIGN_THUMBPRINT"
"""Environment variable: SHA-1 of the certificate; without it nothing is signed."""
TIMESTAMP_VARIABLE = "MOEBIUS_SIGN_TIMESTAMP"
"""Environment variable: the RFC 3161 server that states when; signatures then outlive the key."""
SIGNTOOL_VARIABLE = "MOEBIUS_SIGNTOOL"
"""Environment variable: signtool.exe, where it is not on the path."""

DEFAULT_TIMESTAMP = "http://timestamp.digicert.com"
INNO_TOOL = "moebius"
"""What the script calls the command that signs the installer and the uninstaller."""

_PROGRAMS = (".exe", ".dll", ".pyd")
_AT_ONCE = 100  # files a command: a command line of Windows holds 32767 characters
_PE_OFFSET_AT = 0x3C
_OPTIONAL_HEADER_AT = 24
_DIRECTORIES_AT = {0x10B: 96, 0x20B: 112}  # PE32, PE32+
_SECURITY = 4


def is_wanted() -> bool:
    """Whether a certificate is named."""
    return bool(os.environ.get(THUMBPRINT_VARIABLE))


def sign_words() -> list[str]:
    """The command that signs the files whose paths follow.

    Raises:
        KeyError: no certificate is named.
    """
    tool = os.environ.get(SIGNTOOL_VARIABLE) or "signtool"
    stamp = os.environ.get(TIMESTAMP_VARIABLE) or DEFAULT_TIMESTAMP
    certificate = ["/sha1", os.environ[THUMBPRINT_VARIABLE]]
    return [tool, "sign", *certificate, "/fd", "sha256", "/tr", stamp, "/td", "sha256"]


def sign_folder(folder: Path) -> list[Path]:
    """Sign every program and library that bears nobody's signature yet.

    Returns:
        What was signed; nothing where no certificate is named.
    """
    if not is_wanted():
        print("Windows: no certificate is named, so nothing is signed.")
        return []
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _PROGRAMS]
    unsigned = [path for path in files if not is_signed(path.read_bytes())]
    for start in range(0, len(unsigned), _AT_ONCE):
        some = [str(path) for path in unsigned[start : start + _AT_ONCE]]
        subprocess.run([*sign_words(), *some], check=True)
    return unsigned


def compiler_words() -> list[str]:
    """What tells Inno Setup's compiler how to sign; nothing where no certificate is named."""
    if not is_wanted():
        return []
    words = (f"$q{word}$q" if " " in word else word for word in (*sign_words(), "$f"))
    return [f"/S{INNO_TOOL}={' '.join(words)}"]


def script_line() -> str:
    """The line of the installer's script that asks for signatures."""
    return f"SignTool={INNO_TOOL}" if is_wanted() else ""


def is_signed(content: bytes) -> bool:
    """Whether a program or library for Windows holds a signature.

    https://learn.microsoft.com/windows/win32/debug/pe-format, attribute certificate table
    """
    try:
        (start,) = struct.unpack_from("<I", content, _PE_OFFSET_AT)
        if content[:2] != b"MZ" or content[start : start + 4] != b"PE\0\0":
            return False
        header = start + _OPTIONAL_HEADER_AT
        (kind,) = struct.unpack_from("<H", content, header)
        entry = header + _DIRECTORIES_AT[kind] + 8 * _SECURITY
        _, size = struct.unpack_from("<II", content, entry)
    except (struct.error, KeyError):
        return False
    return size > 0
