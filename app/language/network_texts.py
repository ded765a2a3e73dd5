"""What the core says of weights, devices and the network; as `core_texts`, which hands it on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.i18n import QT_TRANSLATE_NOOP

_REMOVING = (
    QT_TRANSLATE_NOOP("Core", "Looking at the surroundings"),
    QT_TRANSLATE_NOOP("Core", "Step {number} of {count}"),
    QT_TRANSLATE_NOOP("Core", "Decoding"),
    QT_TRANSLATE_NOOP("Core", "Detail {tile} of {tiles}: {doing}"),
    QT_TRANSLATE_NOOP("Core", "Testing {device}"),
    QT_TRANSLATE_NOOP("Core", "Reading the network"),
    QT_TRANSLATE_NOOP("Core", "Reading the autoencoder"),
    QT_TRANSLATE_NOOP("Core", "Preparing the network"),
    QT_TRANSLATE_NOOP("Core", "Preparing the weights, once for this computer"),
    QT_TRANSLATE_NOOP("Core", "The mask covers the whole region, so nothing is left to fill from."),
    QT_TRANSLATE_NOOP("Core", "steps must be 1 to {limit}, not {value}."),
    QT_TRANSLATE_NOOP("Core", "guidance must be 0 to {limit}, not {value}."),
    QT_TRANSLATE_NOOP("Core", "strength must be above 0 and at most 1, not {value}."),
)

_DEVICES = (
    QT_TRANSLATE_NOOP("Core", "{what} was given up for {other}: {why}"),
    QT_TRANSLATE_NOOP("Core", "{what} failed, so it was not used: {why}"),
    QT_TRANSLATE_NOOP("Core", "The engine {name} cannot run on {device}: {reasons}."),
    QT_TRANSLATE_NOOP("Core", "The engine {name} needs more memory than there is."),
    QT_TRANSLATE_NOOP("Core", "The engine {name} runs on the CPU only, not on {device}."),
    QT_TRANSLATE_NOOP("Core", "Choose another device, or full precision (fp32)."),
    QT_TRANSLATE_NOOP("Core", "{where} gave numbers that are none (NaN)."),
    QT_TRANSLATE_NOOP("Core", "{where} gave the same number everywhere."),
    QT_TRANSLATE_NOOP("Core", "The decoded picture holds numbers that are none (NaN)."),
    QT_TRANSLATE_NOOP("Core", "The fill came out black."),
    QT_TRANSLATE_NOOP("Core", "The fill came out blank."),
    QT_TRANSLATE_NOOP(
        "Core", "onnxruntime did not take {device}: its driver or libraries are missing."
    ),
    QT_TRANSLATE_NOOP("Core", "{device} cannot load {name}: {reason}."),
    QT_TRANSLATE_NOOP("Core", "{device} failed while computing: {reason}."),
    QT_TRANSLATE_NOOP("Core", "{device} failed: {reason}."),
    QT_TRANSLATE_NOOP("Core", "{device} has too little memory for the network."),
    QT_TRANSLATE_NOOP("Core", "{device} does not compute in {precision}."),
    QT_TRANSLATE_NOOP("Core", "It can do {names}."),
    QT_TRANSLATE_NOOP("Core", "onnxruntime computes in fp32 here, not in {precision}."),
    QT_TRANSLATE_NOOP("Core", "onnxruntime does not compute on {device}."),
    QT_TRANSLATE_NOOP("Core", "torch cannot compute on {device}: {why}."),
    QT_TRANSLATE_NOOP("Core", "These weights are ONNX graphs, which torch does not run."),
    QT_TRANSLATE_NOOP("Core", "ONNX graphs run in fp32, not in {precision}."),
    QT_TRANSLATE_NOOP("Core", "Did you mean {names}?"),
)

_ON_THE_WAY = (
    QT_TRANSLATE_NOOP("Core", "Asking for the files"),
    QT_TRANSLATE_NOOP("Core", "Looking at the files"),
    QT_TRANSLATE_NOOP("Core", "Waiting for another Moebius that works on the same weights"),
    QT_TRANSLATE_NOOP("Core", "Downloading {set}: {done} of {total}"),
    QT_TRANSLATE_NOOP("Core", "Copying: {done} of {total}"),
    QT_TRANSLATE_NOOP("Core", "Checking {set}: {name}, {size}"),
    QT_TRANSLATE_NOOP("Core", "Checking {name}"),
    QT_TRANSLATE_NOOP("Core", "Nothing is downloaded while HF_HUB_OFFLINE is set."),
    QT_TRANSLATE_NOOP("Core", "{repository} is open only to those whom its owners gave access."),
    QT_TRANSLATE_NOOP("Core", "Ask for it on huggingface.co/{repository}."),
    QT_TRANSLATE_NOOP("Core", "{repository} has been closed by {host}."),
    QT_TRANSLATE_NOOP(
        "Core", "There is no repository {repository} at {host}, or it is not open to everybody."
    ),
    QT_TRANSLATE_NOOP("Core", "{repository} no longer has the version that is asked for."),
    QT_TRANSLATE_NOOP("Core", "{repository} no longer has the file {path}."),
    QT_TRANSLATE_NOOP("Core", "What answers at {host} is not the Hugging Face hub."),
    QT_TRANSLATE_NOOP("Core", "A network's login page may be in between: open a browser."),
    QT_TRANSLATE_NOOP("Core", "The proxy does not let the connection through: {reason}."),
    QT_TRANSLATE_NOOP("Core", "The address of {host} cannot be used: {reason}."),
    QT_TRANSLATE_NOOP("Core", "Something that this connection needs is not installed: {reason}."),
    QT_TRANSLATE_NOOP("Core", "For a SOCKS proxy: pip install socksio."),
    QT_TRANSLATE_NOOP("Core", "{host} leads in circles."),
    QT_TRANSLATE_NOOP("Core", "{host} does not answer."),
    QT_TRANSLATE_NOOP("Core", "There is no connection to {host}: {reason}."),
    QT_TRANSLATE_NOOP("Core", "{host} stopped sending."),
    QT_TRANSLATE_NOOP("Core", "The connection to {host} was cut: {reason}."),
    QT_TRANSLATE_NOOP("Core", "{host} wants to know who asks for {repository}."),
    QT_TRANSLATE_NOOP("Core", "{host} refuses access to {repository}."),
    QT_TRANSLATE_NOOP("Core", "{host} has no {path} in {repository}."),
    QT_TRANSLATE_NOOP("Core", "{host} gets too many requests from here."),
    QT_TRANSLATE_NOOP("Core", "{host} has a problem of its own ({reason})."),
    QT_TRANSLATE_NOOP("Core", "{path} came with a wrong checksum twice."),
    QT_TRANSLATE_NOOP(
        "Core", "Something on the way changes it: try another network, or another HF_ENDPOINT."
    ),
    QT_TRANSLATE_NOOP("Core", "What {source} holds cannot be used here."),
    QT_TRANSLATE_NOOP("Core", "Update Moebius."),
)

_ON_THE_DISK = (
    QT_TRANSLATE_NOOP(
        "Core",
        "Free some space, or set the environment variable {variable} to a folder on another disk.",
    ),
    QT_TRANSLATE_NOOP("Core", "Close other windows of Moebius."),
    QT_TRANSLATE_NOOP("Core", "Set the environment variable {variable} to another folder."),
    QT_TRANSLATE_NOOP("Core", "{needed} are needed in {folder}, where {free} are free."),
    QT_TRANSLATE_NOOP("Core", "The folder of the weights, {folder}, cannot be changed: {reason}."),
    QT_TRANSLATE_NOOP("Core", "The disk of {folder} is full."),
    QT_TRANSLATE_NOOP(
        "Core", "Preparing the weights takes {needed} in {folder}, where {free} are free."
    ),
    QT_TRANSLATE_NOOP("Core", "Make room there, or set MOEBIUS_HOME to a folder on another disk."),
    QT_TRANSLATE_NOOP("Core", "The weights cannot be prepared in {folder}: {reason}."),
    QT_TRANSLATE_NOOP("Core", "Make room or set MOEBIUS_HOME to another folder."),
    QT_TRANSLATE_NOOP(
        "Core", "{path} is in the way: it holds something that Moebius did not put there."
    ),
    QT_TRANSLATE_NOOP("Core", "Move it elsewhere and try again."),
    QT_TRANSLATE_NOOP("Core", "There are no weights named “{name}”."),
    QT_TRANSLATE_NOOP("Core", "The weights “{name}” are a part of this program."),
    QT_TRANSLATE_NOOP("Core", "The weights “{name}” are not on this computer."),
    QT_TRANSLATE_NOOP("Core", "The weights of the Moebius network are not on this computer."),
    QT_TRANSLATE_NOOP("Core", "No weights named “{name}” are published."),
    QT_TRANSLATE_NOOP("Core", "Published are: {names}."),
    QT_TRANSLATE_NOOP("Core", "Installed are: {names}."),
    QT_TRANSLATE_NOOP("Core", "None are installed."),
    QT_TRANSLATE_NOOP(
        "Core", "The weights “{name}” are of the kind {kind}, where {other} is needed."
    ),
    QT_TRANSLATE_NOOP("Core", "Other weights named “{name}” are installed already ({origin})."),
    QT_TRANSLATE_NOOP("Core", "“{name}” is the name of other weights: {title}."),
    QT_TRANSLATE_NOOP("Core", "“{name}” cannot be the name of weights."),
    QT_TRANSLATE_NOOP("Core", "Your own: {name}"),
)

_FILES = (
    QT_TRANSLATE_NOOP("Core", "There is nothing at {path}."),
    QT_TRANSLATE_NOOP("Core", "{path} cannot be read: {reason}."),
    QT_TRANSLATE_NOOP("Core", "{path} holds no weights."),
    QT_TRANSLATE_NOOP("Core", "{path} holds no weights ({names} or one of that kind)."),
    QT_TRANSLATE_NOOP("Core", "{path} holds no weights named “{part}”."),
    QT_TRANSLATE_NOOP("Core", "It holds {names}."),
    QT_TRANSLATE_NOOP("Core", "{path} holds no tensors."),
    QT_TRANSLATE_NOOP("Core", "{path} holds several sets of weights: {names}."),
    QT_TRANSLATE_NOOP("Core", "Say which one to use."),
    QT_TRANSLATE_NOOP("Core", "Give a file of weights ({names}) or a folder that holds one."),
    QT_TRANSLATE_NOOP("Core", "{path} is one of three graphs."),
    QT_TRANSLATE_NOOP("Core", "Give the folder that holds {names}."),
    QT_TRANSLATE_NOOP("Core", "{folder} holds no {name}."),
    QT_TRANSLATE_NOOP("Core", "It needs {names}, all three."),
    QT_TRANSLATE_NOOP("Core", "Import them without a name of your own, or one at a time."),
    QT_TRANSLATE_NOOP("Core", "Download the file again, or choose another."),
    QT_TRANSLATE_NOOP("Core", "Download it again, or choose another file."),
    QT_TRANSLATE_NOOP("Core", "Download it again."),
    QT_TRANSLATE_NOOP("Core", "Choose the weights of a Moebius network."),
    QT_TRANSLATE_NOOP("Core", "Choose the file that belongs to this network."),
    QT_TRANSLATE_NOOP(
        "Core", "Choose the file that belongs to this network, or download it again."
    ),
    QT_TRANSLATE_NOOP("Core", "Choose the folder of a Moebius network."),
    QT_TRANSLATE_NOOP("Core", "Choose the folder of a Moebius network in the browser port's form."),
    QT_TRANSLATE_NOOP("Core", "{path} has {size} bytes instead of {expected}."),
    QT_TRANSLATE_NOOP("Core", "{path} has changed since it was {origin}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{path} holds values that are not numbers (NaN or infinite) in {count} of {all} tensors, "
        "first in {name}.",
    ),
    QT_TRANSLATE_NOOP("Core", "These are not weights of {whose}: {key} is missing."),
    QT_TRANSLATE_NOOP(
        "Core",
        "These are not weights of {whose}: {key} has shape {shape}, where {axes} axes are "
        "expected.",
    ),
    QT_TRANSLATE_NOOP("Core", "These weights do not fit {whose}: {found}."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} holds neither a Moebius network nor its autoencoder: its first entry is {key}.",
    ),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} holds the teacher (PixelHacker), which serves training and fills nothing here.",
    ),
    QT_TRANSLATE_NOOP("Core", "{name} is no ONNX graph, or cut off."),
    QT_TRANSLATE_NOOP(
        "Core",
        "{name} takes {inputs} and gives {outputs}, where {wanted} and {expected} are expected.",
    ),
    QT_TRANSLATE_NOOP("Core", "{name} takes different numbers of rows at once: {told}."),
    QT_TRANSLATE_NOOP(
        "Core", "{file}: “{name}” has the shape {shape}, where {expected} is expected."
    ),
    QT_TRANSLATE_NOOP(
        "Core", "{file}: “{name}” is of the type {kind}, where {expected} is expected."
    ),
    QT_TRANSLATE_NOOP("Core", "{file} takes {names}, where {expected} is expected."),
    QT_TRANSLATE_NOOP("Core", "{file} gives {names}, where {expected} is expected."),
    QT_TRANSLATE_NOOP("Core", "{name} does not say for which size it was made."),
    QT_TRANSLATE_NOOP("Core", "Export it with fixed heights and widths."),
    QT_TRANSLATE_NOOP(
        "Core",
        "These weights are of another size than the released ones, and there is no graph for them.",
    ),
)

SENTENCES = (*_REMOVING, *_DEVICES, *_ON_THE_WAY, *_ON_THE_DISK, *_FILES)

_DAMAGES = (
    QT_TRANSLATE_NOOP("Core", "it is of a kind that PyTorch has not written since 2020"),
    QT_TRANSLATE_NOOP("Core", "it is neither a safetensors file nor one of PyTorch's, or cut off"),
    QT_TRANSLATE_NOOP("Core", "it is a zip archive, but not one that PyTorch wrote"),
    QT_TRANSLATE_NOOP("Core", "the list of its contents is damaged"),
    QT_TRANSLATE_NOOP("Core", "its entry {key} is of the unknown type {kind}"),
    QT_TRANSLATE_NOOP("Core", "its entry {key} lies outside the file: it is cut off"),
    QT_TRANSLATE_NOOP("Core", "its entry {key} has an impossible shape: it is cut off"),
    QT_TRANSLATE_NOOP("Core", "its entry {key} is damaged"),
    QT_TRANSLATE_NOOP("Core", "its entry {key} is larger than what is stored"),
    QT_TRANSLATE_NOOP("Core", "its entry {key} is not a tensor"),
    QT_TRANSLATE_NOOP("Core", "its numbers are in big-endian order"),
    QT_TRANSLATE_NOOP("Core", "its archive is compressed, which PyTorch's never are"),
    QT_TRANSLATE_NOOP("Core", "some of its numbers are missing"),
    QT_TRANSLATE_NOOP("Core", "its archive is damaged"),
    QT_TRANSLATE_NOOP("Core", "its archive is cut off"),
    QT_TRANSLATE_NOOP("Core", "its archive is damaged or cut off"),
    QT_TRANSLATE_NOOP("Core", "its archive cannot be read ({error})"),
    QT_TRANSLATE_NOOP("Core", "it is not a plain list of tensors: {why}"),
    QT_TRANSLATE_NOOP("Core", "it holds no dictionary of tensors"),
    QT_TRANSLATE_NOOP("Core", "it has too many entries"),
    QT_TRANSLATE_NOOP("Core", "it sets the state of something that is not a dictionary"),
    QT_TRANSLATE_NOOP("Core", "a tensor's shape is not made of numbers"),
    QT_TRANSLATE_NOOP("Core", "it ends too early"),
    QT_TRANSLATE_NOOP("Core", "a storage is described in an unknown way ({words})"),
    QT_TRANSLATE_NOOP("Core", "it wants to call {name}"),
    QT_TRANSLATE_NOOP("Core", "a key is neither text nor a number"),
    QT_TRANSLATE_NOOP("Core", "an instruction is not allowed ({code})"),
)

REASONS = (
    *_DAMAGES,
    QT_TRANSLATE_NOOP("Core", "the Moebius network"),
    QT_TRANSLATE_NOOP("Core", "the autoencoder (VAE)"),
    QT_TRANSLATE_NOOP("Core", "the teacher (PixelHacker)"),
    QT_TRANSLATE_NOOP("Core", "downloaded"),
    QT_TRANSLATE_NOOP("Core", "imported"),
    QT_TRANSLATE_NOOP("Core", "yours to know"),
    QT_TRANSLATE_NOOP("Core", "this computer"),
    QT_TRANSLATE_NOOP("Core", "the answer ended too early"),
    QT_TRANSLATE_NOOP("Core", "status {status}"),
    QT_TRANSLATE_NOOP("Core", "no permission, or a file there is in use"),
    QT_TRANSLATE_NOOP("Core", "part of its path is a file"),
    QT_TRANSLATE_NOOP("Core", "the disk reported an error"),
    QT_TRANSLATE_NOOP("Core", "{whole}.{part} GB"),
)

PARTS = (
    QT_TRANSLATE_NOOP("Core", "The Moebius network"),
    QT_TRANSLATE_NOOP("Core", "The network"),
    QT_TRANSLATE_NOOP("Core", "Step {number}"),
    QT_TRANSLATE_NOOP("Core", "{device} with {library}"),
    QT_TRANSLATE_NOOP("Core", "{device} in {precision}"),
    QT_TRANSLATE_NOOP("Core", "{device} with {library} in {precision}"),
    QT_TRANSLATE_NOOP("Core", "not enough memory"),
    QT_TRANSLATE_NOOP("Core", "only on {system}"),
    QT_TRANSLATE_NOOP("Core", "not on macOS"),
    QT_TRANSLATE_NOOP("Core", "onnxruntime is not installed: {command}"),
    QT_TRANSLATE_NOOP("Core", "torch is not installed: {command}"),
    QT_TRANSLATE_NOOP("Core", "no driver for NVIDIA graphics cards was found"),
    QT_TRANSLATE_NOOP("Core", "this processor has no instructions for {precision}"),
    QT_TRANSLATE_NOOP("Core", "the installed onnxruntime was built without {device}"),
    QT_TRANSLATE_NOOP("Core", "the installed torch was built without it"),
    QT_TRANSLATE_NOOP("Core", "torch does not know it"),
    QT_TRANSLATE_NOOP("Core", "torch finds no such graphics card"),
    QT_TRANSLATE_NOOP("Core", "this Mac has no such graphics unit"),
    QT_TRANSLATE_NOOP("Core", "{library} cannot be loaded ({error})"),
    QT_TRANSLATE_NOOP("Core", "nothing computes there in {precision}"),
    QT_TRANSLATE_NOOP("Core", "{count} missing ({keys})"),
    QT_TRANSLATE_NOOP("Core", "{count} unexpected ({keys})"),
    QT_TRANSLATE_NOOP("Core", "{count} of another shape ({keys})"),
    QT_TRANSLATE_NOOP("Core", "{names} and {count} more"),
)
"""For places that hold nothing else; elsewhere they would be found in the names of files."""

IN_WINDOW: Mapping[str, str] = MappingProxyType(
    {
        "Get them: moebius weights download {name}": QT_TRANSLATE_NOOP(
            "Core", "Get them with Edit > Weights…, or choose another engine."
        ),
        "Use the device auto, or get the network: moebius weights download places2": (
            QT_TRANSLATE_NOOP(
                "Core",
                "Choose the device “Automatic”, or get the Moebius network with Edit > Weights…, "
                "which runs there.",
            )
        ),
        "What can be downloaded: moebius weights list": QT_TRANSLATE_NOOP(
            "Core", "Edit > Weights… lists what can be downloaded."
        ),
        "moebius devices lists what this computer offers.": QT_TRANSLATE_NOOP(
            "Core", "The preferences list what this computer offers."
        ),
        "Close other programs, or use the engine content-fill.": QT_TRANSLATE_NOOP(
            "Core", "Close other programs, or choose the engine “Content fill”."
        ),
        "Close other programs that use the graphics card, or take --device cpu.": (
            QT_TRANSLATE_NOOP(
                "Core",
                "Close other programs that use the graphics card, or choose the processor as the "
                "device.",
            )
        ),
        "Check the network (and HF_ENDPOINT, HTTPS_PROXY if you set them), {way}": (
            QT_TRANSLATE_NOOP(
                "Core",
                "Check the network (and HF_ENDPOINT, HTTPS_PROXY if you set them), or import the "
                "files from this computer.",
            )
        ),
        "If you have access there, set HF_TOKEN to your token from "
        "huggingface.co/settings/tokens, {way}": QT_TRANSLATE_NOOP(
            "Core",
            "If you have access there, set HF_TOKEN to your token from "
            "huggingface.co/settings/tokens, or import the files from this computer.",
        ),
        "Try again later; what has come so far is kept, {way}": QT_TRANSLATE_NOOP(
            "Core",
            "Try again later; what has come so far is kept, and the download goes on from there.",
        ),
        "Unset it, {way}": QT_TRANSLATE_NOOP(
            "Core", "Unset it, or import the files from this computer."
        ),
        "Update Moebius, {way}": QT_TRANSLATE_NOOP(
            "Core", "Update Moebius, or import the files from this computer."
        ),
        "Check HTTPS_PROXY and HTTP_PROXY, {way}": QT_TRANSLATE_NOOP(
            "Core", "Check HTTPS_PROXY and HTTP_PROXY, or import the files from this computer."
        ),
        "Or else use another proxy, {way}": QT_TRANSLATE_NOOP(
            "Core", "Or else use another proxy, or import the files from this computer."
        ),
        "Give another name with --id, or first: moebius weights remove {name}": QT_TRANSLATE_NOOP(
            "Core", "Remove those first, or give the file or its folder another name."
        ),
        "Give another name with --id.": QT_TRANSLATE_NOOP(
            "Core", "Give the file or its folder another name."
        ),
        "Use up to 64 small letters, digits, dots, hyphens and underscores, a letter or a digit "
        "first.": QT_TRANSLATE_NOOP("Core", "Give the file or its folder another name."),
        "Write it: moebius export WEIGHTS --deployed (needs pip install 'moebius[export]').": (
            QT_TRANSLATE_NOOP(
                "Core",
                "Import them once more on the command line, which makes the graph: "
                "moebius weights import (it needs pip install 'moebius[export]').",
            )
        ),
    }
)
"""Hints that speak of the command line, and what the window says instead."""
