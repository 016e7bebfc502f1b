"""`template`: write an Excel template to fill in."""

import argparse
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from etl.commands.options import add_command, require_place
from etl.templates.layout import template_kinds
from etl.templates.workbook import write_template


def add(commands: argparse._SubParsersAction) -> None:
    parser = add_command(commands, "template", run, "Write an Excel template to fill in.")
    parser.add_argument("kind", choices=template_kinds())
    parser.add_argument("--to", type=Path, help="where to write it (default: KIND.xlsx here)")


def run(options: argparse.Namespace) -> int:
    """Write a template and say where."""
    path = options.to or Path(f"{options.kind}.xlsx")
    require_place(path, f"{options.kind}.xlsx")
    try:
        write_template(options.kind, path, language=options.lang)
    except FileCreateError as error:  # around what the system said
        raise error.args[0] from None
    print(path)
    return 0
