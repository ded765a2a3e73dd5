"""The options of `moebius batch` and what its help says."""

from __future__ import annotations

import argparse

from moebius_core.cli.fill_options import (
    FIT_HELP,
    add_fill_options,
    add_saving_options,
    counting_number,
    path,
)

_EPILOG = """\
masks:
  left out             each photo's mask lies beside it: beach.jpg and beach_mask.png
  --masks DIR          masks lie in DIR as beach.png or beach_mask.png, in the same subfolders
  --mask FILE          one mask for every photo; see --fit for photos of another size
  --mask-from-alpha    what is transparent in a photo is filled
A photo without a mask is left out and listed; that is no failure unless no photo has one.

It goes on where it stopped: OUT_DIR keeps a list of finished photos (.moebius-batch.json, one for
each shard). Run the same command again after an interruption or with new photos: what is done
and unchanged is skipped, what was changed (photo, mask or options) is done again. Files that the
batch did not make are never replaced without --force. Ctrl+C ends it after the photos in work,
a second Ctrl+C at once.

several machines, one shared folder (two shards never write the same file):
  Slurm         sbatch --array=1-8 --wrap \\
                  'moebius batch in out --mask m.png --shard $SLURM_ARRAY_TASK_ID/8'
  GNU parallel  parallel moebius batch in out --mask m.png --shard {}/8 ::: 1 2 3 4 5 6 7 8
  Ray           ray.get([work.remote(n) for n in range(1, 9)]), where work runs this command with
                  --shard n/8 through subprocess.run

examples:
  moebius batch photos cleaned
  moebius batch photos cleaned --mask logo.png --fit anchor=bottom-right
  moebius batch photos cleaned --masks masks --recursive --name-pattern '{stem}_removed'
  moebius batch photos cleaned --dry-run

--json prints one object on standard output at the end, the same that --report saves:
  source, target, shard, dry_run, interrupted, seconds, photos_per_second
  counts   photos by status: done, unchanged, no mask, refused, failed, not run
  items    for each photo: photo, mask, output, status, reason, hint, notes, seconds
With --dry-run the status is what would happen: remove, unchanged, no mask, refused.

exit codes: 0 done, 1 some photos failed, 2 wrong command, 3 bad input (no photo has a mask, ...),
130 interrupted
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = (
        "moebius batch IN_DIR OUT_DIR [--mask FILE | --masks DIR | --mask-from-alpha] [options]"
    )
    parser.description = "Remove something from every photo of a folder."
    parser.epilog = _EPILOG
    parser.add_argument("source", metavar="IN_DIR", type=path, help="folder with the photos")
    parser.add_argument("target", metavar="OUT_DIR", type=path, help="folder for the results")
    masks = parser.add_argument_group("what to remove")
    rule = masks.add_mutually_exclusive_group()
    rule.add_argument("--mask", metavar="FILE", type=path, help="one mask for every photo")
    rule.add_argument("--masks", metavar="DIR", type=path, help="folder with a mask per photo")
    rule.add_argument(
        "--mask-from-alpha", action="store_true", help="fill what is transparent in each photo"
    )
    masks.add_argument("--fit", default="exact", metavar="RULE", help=FIT_HELP)
    masks.add_argument(
        "-r",
        "--recursive",
        action="store_true",
        help="also the folders inside; OUT_DIR mirrors them",
    )
    _add_saving(parser)
    _add_running(parser)
    add_fill_options(parser)


def _add_saving(parser: argparse.ArgumentParser) -> None:
    saving = parser.add_argument_group("where and how it is saved")
    saving.add_argument(
        "--name-pattern",
        default="{stem}",
        metavar="NAME",
        help="what results are called, without extension: {stem} is the photo's name, {name} the "
        "same with its extension (%(default)s)",
    )
    saving.add_argument(
        "--format",
        choices=("keep", "jpg", "png", "tiff", "webp"),
        default="keep",
        help="file format of the results; keep takes each photo's own (%(default)s)",
    )
    add_saving_options(saving)


def _add_running(parser: argparse.ArgumentParser) -> None:
    running = parser.add_argument_group("how it runs")
    running.add_argument(
        "-w",
        "--workers",
        type=counting_number,
        metavar="N",
        help="photos in work at the same time (one per processor core, four at most)",
    )
    running.add_argument(
        "--shard",
        default="1/1",
        metavar="I/N",
        help="do only part I of N, the same photos each time",
    )
    running.add_argument(
        "--resume",
        action="store_true",
        help="go on where an earlier run stopped; this is what happens anyway",
    )
    running.add_argument(
        "--force", action="store_true", help="do all photos again and replace what is in the way"
    )
    running.add_argument(
        "-n", "--dry-run", action="store_true", help="list what would be done; write nothing"
    )
    running.add_argument("--report", metavar="FILE", type=path, help="save a JSON report here")
    running.add_argument("--json", action="store_true", help="print one JSON object for machines")
