"""Everything that can go wrong, as one sentence for a person and a hint on what to do.

The core raises these; a front end shows `str(error)` and logs the traceback.
`Cancelled` (progress.py) is not among them: a person who cancels made no mistake.
"""

from __future__ import annotations


class MoebiusError(Exception):
    """A failure told in one sentence, with a hint on what to do about it.

    Args:
        sentence: What happened, complete with the names and numbers involved.
        hint: What the person can do next; empty when there is nothing to suggest.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}" if self.hint else self.sentence

    def __reduce__(self) -> tuple[type[MoebiusError], tuple[str, str]]:
        return type(self), (self.sentence, self.hint)  # crosses process borders whole


class BadInputError(MoebiusError):
    """What was handed in cannot be used: the file, the mask or an option."""


class UnreadablePhotoError(BadInputError):
    """The file is missing, locked, truncated, empty or not a picture."""


class UnsupportedPhotoError(BadInputError):
    """A picture, but of a kind that is not read or written here."""


class PhotoTooLargeError(BadInputError):
    """More pixels than the stated limit, which protects against decompression bombs."""


class MaskSizeError(BadInputError):
    """The mask and the photo differ in size and no fit rule was given."""


class NothingToKeepError(BadInputError):
    """The mask covers the whole photo: nothing is left to fill from."""


class SaveError(MoebiusError):
    """The result could not be written; the target is what it was before."""


class EngineUnavailableError(MoebiusError):
    """The engine or device asked for cannot run on this computer."""
