"""Signing and notarising for macOS; what needs a secret is skipped where there is none.

Code is signed from the inside out, each part for itself: `codesign --deep` would give libraries the
program's entitlements and miss code among the resources.
https://developer.apple.com/documentation/xcode/creating-distribution-signed-code-for-the-mac
https://developer.apple.com/documentation/security/notarizing-macos-software-before-distribution
"""

from __future__ import annotations

import os
import plistlib
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from moebius_build.tree import PACKAGING

IDENTITY_VARIABLE = "MOEBIUS_MAC_IDENTITY"
"""Environment variable: “Developer ID Application: …”, in the keychain; without it, code is signed
ad hoc: it runs where it was built, and elsewhere after the person has said so."""

NOTARY_VARIABLES = ("MOEBIUS_NOTARY_KEY", "MOEBIUS_NOTARY_KEY_ID", "MOEBIUS_NOTARY_ISSUER")
"""Environment variables: the file of an App Store Connect key, its name, and who issued it."""

ENTITLEMENTS = PACKAGING / "macos" / "entitlements.plist"

_MAGIC = frozenset(
    bytes.fromhex(each)
    for each in ("feedface", "feedfacf", "cefaedfe", "cffaedfe", "cafebabe", "cafebabf")
)
"""First bytes of Mach-O files, thin in both byte orders and for several processors."""


def sign_app(app: Path) -> None:
    """Sign the program and all code in it, then check the whole.

    Raises:
        subprocess.CalledProcessError: codesign refused.
    """
    for code in inside_out(app):
        _run(sign_words(code, is_program=_holds_program(code, app)))
    _run(["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(app)])


def sign_image(image: Path) -> None:
    """Sign a disk image; nothing happens without an identity."""
    if os.environ.get(IDENTITY_VARIABLE):
        _run(sign_words(image))


def missing_for_notary() -> list[str]:
    """The variables that are not set, of those that notarising needs."""
    names = (IDENTITY_VARIABLE, *NOTARY_VARIABLES)
    return [name for name in names if not os.environ.get(name)]


def notarise(target: Path) -> bool:
    """Let Apple look at a .zip or .dmg.

    Returns:
        Whether it was sent at all: it is not without an identity and a key.

    Raises:
        subprocess.CalledProcessError: it was refused; `xcrun notarytool log` says why.
    """
    missing = missing_for_notary()
    if missing:
        print(f"macOS: {target.name} is not notarised: {', '.join(missing)} not set.")
        return False
    key, name, issuer = (os.environ[each] for each in NOTARY_VARIABLES)
    words = ["xcrun", "notarytool", "submit", str(target), "--wait", "--timeout", "30m"]
    _run([*words, "--key", key, "--key-id", name, "--issuer", issuer])
    return True


def staple(target: Path) -> None:
    """Attach Apple's answer, so that it is known without a network."""
    _run(["xcrun", "stapler", "staple", str(target)])


def sign_words(code: Path, *, is_program: bool = False) -> list[str]:
    """The command that signs one file or bundle.

    Args:
        is_program: What starts a process has entitlements; libraries have those of the process.
    """
    identity = os.environ.get(IDENTITY_VARIABLE)
    words = ["codesign", "--force", "--sign", identity or "-"]
    if identity:
        words += ["--timestamp", "--options", "runtime"]
    if is_program:
        words += ["--entitlements", str(ENTITLEMENTS)]
    return [*words, str(code)]


def inside_out(app: Path) -> Iterator[Path]:
    """What is to be signed, in an order in which nothing changes what was signed before it.

    Mach-O files from the deepest on, each framework after what is in it, the program last. Links
    are left out: what they lead to is signed where it is.
    """
    main = _main_program(app)
    found = [path for path in app.rglob("*") if path != main and not path.is_symlink()]
    code = [path for path in found if _is_framework(path) or (path.is_file() and _is_code(path))]
    yield from sorted(code, key=lambda path: (-len(path.parts), path.as_posix()))
    yield app


def _main_program(app: Path) -> Path:
    """Signed along with its bundle."""
    entries = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
    return app / "Contents" / "MacOS" / entries["CFBundleExecutable"]


def _holds_program(code: Path, app: Path) -> bool:
    return code == app or code.parent == app / "Contents" / "MacOS"


def _is_framework(path: Path) -> bool:
    return path.suffix == ".framework" and path.is_dir()


def _is_code(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in _MAGIC


def _run(words: Sequence[str]) -> None:
    subprocess.run(words, check=True)
