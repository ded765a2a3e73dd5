"""The core's sentences as templates, so that they can be told in the person's language.

The core speaks English and knows no translation; `error_texts.translated` matches what it says
against these. A test walks the core and fails where a sentence has no template here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.i18n import QT_TRANSLATE_NOOP
from app.language import network_texts

_OPENING = (
    QT_TRANSLATE_NOOP("Core", "“{path}” cannot be read: {reason}."),
    QT_TRANSLATE_NOOP("Core", "{name} is empty: it has no content at all."),
    QT_TRANSLATE_NOOP("Core", "{name} is not a picture of a known kind."),
    QT_TRANSLATE_NOOP("Core", "Known are {kinds}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} is damaged: it begins like a {kind} file but cannot be decoded.",
    ),
    QT_TRANSLATE_NOOP("Core", "{name} is cut off: the {kind} file ends before the picture does."),
    QT_TRANSLATE_NOOP("Core", "Copy or download it again."),
    QT_TRANSLATE_NOOP("Core", "{name} does not fit into this computer's memory."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} has {size} = {megapixels} megapixels, above the limit of {limit}, which "
        "protects against files made to fill the memory.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} is a 16-bit photo of more than {megapixels} megapixels, which cannot be "
        "decoded without losing depth.",
    ),
    QT_TRANSLATE_NOOP("Core", "Convert it to TIFF first."),
    QT_TRANSLATE_NOOP("Core", "{name} is a JPEG of {bits} bits per channel; only 8 are read."),
    QT_TRANSLATE_NOOP("Core", "Convert it to PNG or TIFF of 16 bits first."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} is a TIFF with a kind of compression that is not read here (number {number}).",
    ),
    QT_TRANSLATE_NOOP("Core", "Save it with LZW, deflate or no compression first."),
    QT_TRANSLATE_NOOP("Core", "{name} is a CMYK TIFF with transparency, which is not read here."),
    QT_TRANSLATE_NOOP("Core", "Convert it to RGB, or flatten it, first."),
    QT_TRANSLATE_NOOP("Core", "{name} is a big-endian BigTIFF of 8 bits, which is not read here."),
    QT_TRANSLATE_NOOP("Core", "Convert it to an ordinary TIFF or PNG first."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} holds 32-bit, signed or floating-point values, which are not supported.",
    ),
    QT_TRANSLATE_NOOP("Core", "Convert it to 16 bits per channel first."),
    QT_TRANSLATE_NOOP("Core", "{name} is a HEIC photo, for which the extra “heif” is needed."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} is a camera raw photo, for which the extra “raw” is needed.",
    ),
    QT_TRANSLATE_NOOP("Core", "Install it with: {command}"),
    QT_TRANSLATE_NOOP(
        "Core", "The installed program comes without it; Moebius run from its source can have it."
    ),
    QT_TRANSLATE_NOOP("Core", "{name} is a camera raw of a kind that LibRaw does not know."),
    QT_TRANSLATE_NOOP("Core", "Develop it with the camera maker's program first."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} is damaged: it looks like a camera raw but cannot be developed.",
    ),
    QT_TRANSLATE_NOOP("Core", "Copy it from the card again."),
)

_OPENING_NOTES = (
    QT_TRANSLATE_NOOP("Core", "The picture moves; only its first frame was opened."),
    QT_TRANSLATE_NOOP("Core", "The file has {count} pages; only the first was opened."),
    QT_TRANSLATE_NOOP("Core", "The file holds {count} pictures; only the main one was opened."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The file has further channels without a stated meaning; they were not kept.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The transparency was multiplied into the colours; they were separated.",
    ),
    QT_TRANSLATE_NOOP("Core", "The transparency was stored multiplied into the colours."),
    QT_TRANSLATE_NOOP("Core", "The 16-bit CMYK was converted with 8 bits per channel."),
    QT_TRANSLATE_NOOP("Core", "The {bits}-bit AVIF was reduced to 8 bits per channel."),
    QT_TRANSLATE_NOOP("Core", "{name} was converted to sRGB."),
    QT_TRANSLATE_NOOP("Core", "{name} was converted to sRGB through its profile."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} was converted to sRGB by a plain formula, since {reason}: colours may differ.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The colours are in a wide or HDR colour space that is stated by number; of the "
        "kinds written here only PNG can state it.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The camera raw was developed with the camera's white balance to 16 bits in sRGB;"
        " a raw developer gives more control.",
    ),
    QT_TRANSLATE_NOOP("Core", "The extended part of the XMP data was not kept."),
    QT_TRANSLATE_NOOP("Core", "The camera's thermal values were not kept."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Further pictures in the file (gain map, depth, preview) were not kept.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The content credentials were not kept: they vouch for the unedited file.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Data behind the picture (a video, a depth map, camera notes) was not kept.",
    ),
)

_SAVING = (
    QT_TRANSLATE_NOOP("Core", "“{path}” could not be saved: {reason}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "“{path}” could not be saved: what has that name is no ordinary file.",
    ),
    QT_TRANSLATE_NOOP("Core", "“{path}” could not be saved: the file there is write-protected."),
    QT_TRANSLATE_NOOP("Core", "Choose another name, or take the protection away."),
    QT_TRANSLATE_NOOP("Core", "Free some space or choose another folder."),
    QT_TRANSLATE_NOOP("Core", "Create it first or choose another folder."),
    QT_TRANSLATE_NOOP("Core", "Choose another folder."),
    QT_TRANSLATE_NOOP("Core", "Choose another name."),
    QT_TRANSLATE_NOOP("Core", "Choose another place."),
    QT_TRANSLATE_NOOP("Core", "Choose another."),
    QT_TRANSLATE_NOOP("Core", "Choose a shorter name."),
    QT_TRANSLATE_NOOP("Core", "“{suffix}” is not a picture extension known here."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The name has no extension, which would say what kind of file to write.",
    ),
    QT_TRANSLATE_NOOP("Core", "Use {names}."),
    QT_TRANSLATE_NOOP("Core", "{kind} files cannot be written here."),
    QT_TRANSLATE_NOOP("Core", "HEIC files cannot be written by this installation."),
    QT_TRANSLATE_NOOP("Core", "Save as PNG or TIFF (exact) or JPEG instead."),
    QT_TRANSLATE_NOOP("Core", "Save as PNG or TIFF instead."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{kind} holds at most {limit} pixels a side; this photo has {size}.",
    ),
    QT_TRANSLATE_NOOP("Core", "{kind} holds at most {limit} megapixels; this photo has {size}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "This photo needs more than 4 GB as TIFF, the most that such a file holds.",
    ),
    QT_TRANSLATE_NOOP("Core", "Save it as PNG instead."),
    QT_TRANSLATE_NOOP("Core", "The photo could not be encoded as {kind}: {error}."),
)

_EDITOR = (
    QT_TRANSLATE_NOOP("Core", "The mask is {size}, the photo {photo_size} pixels."),
    QT_TRANSLATE_NOOP("Core", "The setting {key} cannot be {value}."),
    QT_TRANSLATE_NOOP("Core", "The file was changed by another program."),
)

_SAVING_NOTES = (
    QT_TRANSLATE_NOOP("Core", "The EXIF data is damaged and was not kept."),
    QT_TRANSLATE_NOOP("Core", "The EXIF data is too large for a JPEG file and was not kept."),
    QT_TRANSLATE_NOOP("Core", "The XMP data is too large for a JPEG file and was not kept."),
    QT_TRANSLATE_NOOP("Core", "The XMP data is damaged and was kept as it is."),
    QT_TRANSLATE_NOOP("Core", "The XMP data is damaged, might hold a location, and was not kept."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The camera's own notes hold a preview picture that still shows the photo as it "
        "was; save with the metadata stripped to leave it out.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The colour profile does not fit the way the colours are stored and was left out.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The JPEG's unusual colour subsampling was replaced by full colour resolution.",
    ),
    QT_TRANSLATE_NOOP("Core", "The black-and-white picture is saved with 256 levels of grey."),
    QT_TRANSLATE_NOOP("Core", "The palette picture is saved in full colour."),
    QT_TRANSLATE_NOOP("Core", "{kind} files cannot carry {lost}: left out."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{kind} has no transparency: it was left out, the colours are untouched.",
    ),
    QT_TRANSLATE_NOOP("Core", "{kind} stores the transparency with small losses."),
    QT_TRANSLATE_NOOP("Core", "{kind} holds 8 bits per channel: the 16-bit photo was reduced."),
)

_REMOVING = (
    QT_TRANSLATE_NOOP("Core", "Looking at the mask"),
    QT_TRANSLATE_NOOP("Core", "Filling from the photo itself"),
    QT_TRANSLATE_NOOP("Core", "The mask is {size} pixels, but the photo is {photo_size}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The excluded area is {size} pixels, but the photo is {photo_size}.",
    ),
    QT_TRANSLATE_NOOP("Core", "The mask is {size} pixels, the image {image_size}."),
    QT_TRANSLATE_NOOP("Core", "The mask covers the whole picture."),
    QT_TRANSLATE_NOOP("Core", "The mask covers the whole photo, so nothing is left to fill from."),
    QT_TRANSLATE_NOOP("Core", "Leave some of it unmasked: the fill is made from the rest."),
    QT_TRANSLATE_NOOP("Core", "Paint over the object only."),
    QT_TRANSLATE_NOOP("Core", "The photo has no transparent pixels to take as the mask."),
    QT_TRANSLATE_NOOP("Core", "Erase the object to transparency first, or give a mask file."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The box at {left},{top} of {width} × {height} pixels lies outside the photo of {size}.",
    ),
    QT_TRANSLATE_NOOP("Core", "“{text}” is not a fit rule."),
    QT_TRANSLATE_NOOP("Core", "{name} must be 0 to {limit} pixels, not {value}."),
    QT_TRANSLATE_NOOP("Core", "context must be 0.25 to 4, not {value}."),
    QT_TRANSLATE_NOOP("Core", "seed must not be negative, but is {value}."),
    QT_TRANSLATE_NOOP("Core", "quality must be 1 to 100, not {value}."),
    QT_TRANSLATE_NOOP("Core", "There is no engine “{name}”."),
    QT_TRANSLATE_NOOP("Core", "The engine {name} cannot start on {device}: {error}."),
    QT_TRANSLATE_NOOP("Core", "Install Moebius again: a part of it is missing."),
)

_BATCH = (
    QT_TRANSLATE_NOOP("Core", "There is no folder “{path}” with photos."),
    QT_TRANSLATE_NOOP("Core", "There is no folder “{path}” with masks."),
    QT_TRANSLATE_NOOP("Core", "There is no mask “{path}”."),
    QT_TRANSLATE_NOOP("Core", "There is no mask {name} beside it."),
    QT_TRANSLATE_NOOP("Core", "There is no mask {name} or {other} in “{path}”."),
    QT_TRANSLATE_NOOP("Core", "There is no format “{format}”."),
    QT_TRANSLATE_NOOP("Core", "The folder “{path}” cannot be read: {error}."),
    QT_TRANSLATE_NOOP("Core", "The folder “{path}” cannot be created: {error}."),
    QT_TRANSLATE_NOOP("Core", "“{path}” is a file, not a folder for the results."),
    QT_TRANSLATE_NOOP("Core", "The results cannot go into the folder of the photos."),
    QT_TRANSLATE_NOOP("Core", "Choose another, for example “{path}”."),
    QT_TRANSLATE_NOOP("Core", "Choose another output folder."),
    QT_TRANSLATE_NOOP("Core", "The masks lie in the folder of the photos."),
    QT_TRANSLATE_NOOP("Core", "Its result would replace a photo or a mask that the batch reads."),
    QT_TRANSLATE_NOOP("Core", "It was done before, and photo, mask and options are the same."),
    QT_TRANSLATE_NOOP(
        "Core",
        "A file of that name exists that this batch did not make, or that was edited.",
    ),
    QT_TRANSLATE_NOOP("Core", "“{path}” exists and was not made by this batch."),
    QT_TRANSLATE_NOOP("Core", "The mask is empty, so nothing was removed."),
    QT_TRANSLATE_NOOP("Core", "The name pattern “{pattern}” would call every result the same."),
    QT_TRANSLATE_NOOP("Core", "Put {placeholder} into it, for example {example}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "The name pattern “{pattern}” holds a character that no file name may have.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "Use {stem} (the name without extension), {name} (with it) and plain text.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "The list of finished photos cannot be written in “{path}”: {error}.",
    ),
    QT_TRANSLATE_NOOP("Core", "The list of finished photos “{path}” cannot be written: {error}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "Free some space and run the batch again; it goes on where it stopped.",
    ),
    QT_TRANSLATE_NOOP("Core", "Another batch is already writing to “{path}”."),
    QT_TRANSLATE_NOOP("Core", "Another batch has written to “{path}” since this one was planned."),
    QT_TRANSLATE_NOOP("Core", "Another batch is writing to “{path}” in other parts ({names})."),
    QT_TRANSLATE_NOOP("Core", "Start it again; what is done is skipped."),
    QT_TRANSLATE_NOOP("Core", "The batch was interrupted before this photo was done."),
    QT_TRANSLATE_NOOP("Core", "It was interrupted."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for it."),
    QT_TRANSLATE_NOOP("Core", "The process that worked on it {how}."),
    QT_TRANSLATE_NOOP("Core", "Moebius stumbled over it: {kind}: {error}."),
)

REASONS = (
    QT_TRANSLATE_NOOP("Core", "there is no such file"),
    QT_TRANSLATE_NOOP("Core", "no permission to read it, or another program has locked it"),
    QT_TRANSLATE_NOOP("Core", "it is a folder, not a photo"),
    QT_TRANSLATE_NOOP("Core", "it is a device or a pipe, not a file"),
    QT_TRANSLATE_NOOP("Core", "it is a link that leads back to itself"),
    QT_TRANSLATE_NOOP("Core", "part of its path is a file, not a folder"),
    QT_TRANSLATE_NOOP("Core", "its name is too long for this system"),
    QT_TRANSLATE_NOOP("Core", "the disk reported a read error"),
    QT_TRANSLATE_NOOP("Core", "the disk is full"),
    QT_TRANSLATE_NOOP("Core", "your disk quota is used up"),
    QT_TRANSLATE_NOOP("Core", "the file would be larger than this system allows"),
    QT_TRANSLATE_NOOP("Core", "the disk is read-only"),
    QT_TRANSLATE_NOOP("Core", "the folder does not exist"),
    QT_TRANSLATE_NOOP("Core", "part of the path is a file, not a folder"),
    QT_TRANSLATE_NOOP("Core", "the name is too long"),
    QT_TRANSLATE_NOOP("Core", "there is a folder of that name"),
    QT_TRANSLATE_NOOP("Core", "no permission to write there, or the file is in use"),
    QT_TRANSLATE_NOOP("Core", "the system says: {words}"),
    QT_TRANSLATE_NOOP("Core", "its profile is unusable"),
    QT_TRANSLATE_NOOP("Core", "it has no profile"),
    QT_TRANSLATE_NOOP("Core", "the colour profile"),
    QT_TRANSLATE_NOOP("Core", "the resolution"),
    QT_TRANSLATE_NOOP("Core", "PNG text and colour chunks"),
    QT_TRANSLATE_NOOP("Core", "ended unexpectedly (exit code {code})"),
    QT_TRANSLATE_NOOP("Core", "was ended by signal {number}"),
    QT_TRANSLATE_NOOP("Core", "The photo"),
    QT_TRANSLATE_NOOP("Core", "camera raw"),
    *network_texts.REASONS,
)

PARTS = network_texts.PARTS
"""Of what stands in a place of its own in a sentence, an engine's device say."""

SENTENCES = (
    *(*_OPENING, *_OPENING_NOTES, *_SAVING, *_SAVING_NOTES, *_REMOVING, *_BATCH, *_EDITOR),
    *network_texts.SENTENCES,
)

IN_WINDOW: Mapping[str, str] = MappingProxyType(
    {
        (
            "If you trust the file, raise the limit with --max-megapixels (0 there and "
            "max_megapixels=None in Python: no limit)."
        ): QT_TRANSLATE_NOOP(
            "Core",
            "If you trust the file, use the command line, where --max-megapixels raises the limit.",
        ),
        "Give a fit rule: --fit scale, or --fit anchor=bottom-right.": QT_TRANSLATE_NOOP(
            "Core",
            "Choose a mask of the photo's size, or say how it is to be fitted.",
        ),
        "Give a fit rule: scale it, or anchor it to a corner.": QT_TRANSLATE_NOOP(
            "Core",
            "Choose a mask of the photo's size, or say how it is to be fitted.",
        ),
        "Use exact, scale, or anchor= with one of {places}.": QT_TRANSLATE_NOOP(
            "Core", "Scale the mask, or anchor it to a corner or an edge."
        ),
        "Name them like the photos with {suffix} added and leave --masks out.": QT_TRANSLATE_NOOP(
            "Core",
            "Name them like the photos with {suffix} added, and choose masks beside the photos.",
        ),
        "Choose another output folder or --name-pattern.": QT_TRANSLATE_NOOP(
            "Core", "Choose another output folder or another name pattern."
        ),
        "Move it away, choose another output folder, "
        "or use --force to replace it.": QT_TRANSLATE_NOOP(
            "Core", "Move it away, or choose another output folder."
        ),
        "Move it away, or use --force to replace it.": QT_TRANSLATE_NOOP(
            "Core", "Move it away, or choose another output folder."
        ),
        "Wait for it, or give each machine its own --shard I/N.": QT_TRANSLATE_NOOP(
            "Core", "Wait for it to end."
        ),
        "Wait for it, or give every machine the same N in --shard I/N.": QT_TRANSLATE_NOOP(
            "Core", "Wait for it to end."
        ),
        "Try fewer --workers.": QT_TRANSLATE_NOOP("Core", "Close other programs and try again."),
        "Perhaps memory ran out; try fewer --workers.": QT_TRANSLATE_NOOP(
            "Core", "Perhaps memory ran out; close other programs and try again."
        ),
        **network_texts.IN_WINDOW,
    }
)
"""Hints that speak of the command line, and what the window says instead."""
