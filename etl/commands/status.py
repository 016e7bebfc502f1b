"""`status`: the current build, its sources, rows and age."""

import argparse
import json
from datetime import UTC, datetime

from etl.commands.options import add_command
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.warehouse.open_build import current_build, open_build


def add(commands: argparse._SubParsersAction) -> None:
    add_command(commands, "status", run, "The current build, its sources, rows and age.")


def run(options: argparse.Namespace) -> int:
    """The current build and what it was made of; 1 where there is none."""
    current = current_build(options.builds)
    if current is None:
        print(text("build.status.none", options.lang))
        return 1
    report = json.loads((options.builds / current.build_id / "report.json").read_text(encoding="utf-8"))
    with open_build(current) as connection:
        loads = connection.sql("select * from load order by load_id").pl()
    built_at = datetime.fromisoformat(report["built_at"])
    print(
        text(
            "build.status.build",
            options.lang,
            build_id=current.build_id,
            built_at=f"{built_at.astimezone():%d/%m/%Y %H:%M}",
            age=_age(built_at, options.lang),
        )
    )
    print(
        text(
            "build.status.counts",
            options.lang,
            loads=format_number(loads.height, 0, options.lang),
            accepted=format_number(loads["accepted_count"].sum(), 0, options.lang),
            rejected=format_number(loads["rejected_count"].sum(), 0, options.lang),
            observations=format_number(report["observations"], 0, options.lang),
        )
    )
    for row in loads.iter_rows(named=True):
        print(
            text(
                "build.status.source",
                options.lang,
                origin=text(f"build.origin.{row['origin']}", options.lang),
                file_name=row["file_name"],
                received_on=f"{row['received_on']:%d/%m/%Y}",
                accepted=format_number(row["accepted_count"], 0, options.lang),
                rejected=format_number(row["rejected_count"], 0, options.lang),
            )
        )
    return 0


def _age(then: datetime, language: str) -> str:
    minutes = int((datetime.now(UTC) - then).total_seconds() // 60)
    if minutes < 2 * 60:
        return text("build.status.minutes", language, minutes=minutes)
    if minutes < 48 * 60:
        return text("build.status.hours", language, hours=minutes // 60)
    return text("build.status.days", language, days=minutes // (24 * 60))
