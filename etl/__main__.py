"""The commands: `python -m etl build|check|status|areas|successions|boundaries|template|reform|overlaps`."""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from etl.commands import areas, boundaries, build, check, overlaps, reform, status, successions, template
from etl.commands.options import require_folders
from longdan.language.fault import Fault, FaultError
from longdan.language.names import printable_name

COMMANDS = (build, check, status, areas, successions, boundaries, template, reform, overlaps)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 something is wrong with the input, 2 the command was not understood."""
    options = make_parser().parse_args(arguments)
    try:
        require_folders(options)
        return options.run(options)
    except FaultError as error:
        faults = error.faults
    except OSError as error:
        faults = (_of_the_system(error),)
    for fault in faults:
        print(fault.render(options.lang), file=sys.stderr)
    return 1


def _of_the_system(error: OSError) -> Fault:
    """What a disk, a folder or a permission refuses; no code of ours can know of all of them beforehand."""
    paths = [os.fsdecode(path) for path in (error.filename, error.filename2) if isinstance(path, str | bytes)]
    reason = error.strerror or str(error)
    return Fault("files.system", file=" → ".join(paths), values={"reason": printable_name(reason)})


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="From source files to a build of the warehouse.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


def _write_utf8() -> None:
    """Into a pipe or a file Windows would write in a code page that lacks most Vietnamese letters, and stop at the first.

    What is no character at all, as in the path of a file that was named in another encoding, is written as its number.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    _write_utf8()
    sys.exit(main())
