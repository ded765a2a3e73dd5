"""What the manifest of published weights says about them, to be told in the person's language."""

from __future__ import annotations

from app.i18n import QT_TRANSLATE_NOOP, translate

TEXTS = (
    QT_TRANSLATE_NOOP("Weights", "Moebius for scenes and everything else (fine-tuned on Places2)"),
    QT_TRANSLATE_NOOP("Weights", "Moebius as first trained"),
    QT_TRANSLATE_NOOP("Weights", "Moebius for faces (fine-tuned on CelebA-HQ)"),
    QT_TRANSLATE_NOOP("Weights", "Moebius for faces (fine-tuned on FFHQ)"),
    QT_TRANSLATE_NOOP("Weights", "The autoencoder of all Moebius weights"),
    QT_TRANSLATE_NOOP("Weights", "Moebius for scenes, as ready ONNX graphs with their autoencoder"),
    QT_TRANSLATE_NOOP("Weights", "Apache-2.0 in the authors' README, MIT on the download page"),
    QT_TRANSLATE_NOOP("Weights", "MIT on the download page"),
    QT_TRANSLATE_NOOP("Weights", "Apache-2.0 on the download page"),
)
"""Titles and licences, each once."""


def weights_text(text: str) -> str:
    """A title or a licence in the person's language; what is not published stays as it is."""
    return translate("Weights", text) if text in TEXTS else text
