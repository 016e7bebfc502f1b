"""`status`: the current build, its sources, rows and age."""

import argparse
import json
from datetime import UTC, datetime

import duckdb
import polars as pl

from etl.commands.options import add_command
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.warehouse.open_build import Build, current_build, open_build


def add(commands: argparse._SubParsersAction) -> None:
    add_command(commands, "status", run, "The current build, its sources, rows and age.")


def run(options: argparse.Namespace) -> int:
    """The current build and what it was made of; 1 where there is none."""
    current = current_build(options.builds)
    if current is None:
        print(text("build.status.none", options.lang))
        return 1
    built_at, observation_count = _read_report(current)
    loads = _read_loads(current)
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
            observations=format_number(observation_count, 0, options.lang),
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


def _read_report(build: Build) -> tuple[datetime, int]:
    """When the build was made and how many observations it has. Raises FaultError where its report.json does not say."""
    path = build.database.with_name("report.json")
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        return datetime.fromisoformat(report["built_at"]).astimezone(UTC), int(report["observations"])
    except (OSError, ValueError, KeyError, TypeError):
        raise FaultError(Fault("build.report", file=str(path))) from None


def _read_loads(build: Build) -> pl.DataFrame:
    """Its loads. A database that was cut short may open all the same, and fails when it is asked."""
    with open_build(build) as connection:
        try:
            return connection.sql("select * from load order by load_id").pl()
        except duckdb.Error:
            raise FaultError(Fault("build.unreadable", file=str(build.database), found=build.build_id)) from None


def _age(then: datetime, language: str) -> str:
    minutes = int((datetime.now(UTC) - then).total_seconds() // 60)
    if minutes < 2 * 60:
        return text("build.status.minutes", language, minutes=minutes)
    if minutes < 48 * 60:
        return text("build.status.hours", language, hours=minutes // 60)
    return text("build.status.days", language, days=minutes // (24 * 60))
