"""What a build of the simulated country costs: seconds per step, memory, size of the files, rows in them.

The aim is two minutes and 3 GB on two cores.
"""

import json
import os
import subprocess
import time

import duckdb

from longdan.warehouse.open_build import Build, current_build
from tests.benchmarks.bench import ROOT, Bench, print_table

LIMIT_SECONDS, LIMIT_GB = 120, 3


def measure_build(bench: Bench) -> None:
    """Makes a new build, which the benchmarks after it use unless another was given."""
    builds = bench.folder / "measured"
    began = time.perf_counter()
    process = subprocess.Popen(bench.build_command(builds), cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)  # of this process alone; getrusage would add up all that ended before
    elapsed = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    bench.builds = bench.builds or builds
    build = current_build(builds)
    memory = usage.ru_maxrss / 1e6
    print_table(
        "build",
        ("", "measured", "limit", "ratio"),
        [
            ("seconds", f"{elapsed:.1f}", LIMIT_SECONDS, f"{elapsed / LIMIT_SECONDS:.2f}"),
            ("peak memory, GB", f"{memory:.2f}", LIMIT_GB, f"{memory / LIMIT_GB:.2f}"),
        ],
    )
    steps = json.loads((build.database.parent / "report.json").read_text(encoding="utf-8"))["seconds"]
    rows = [(step, f"{taken:.1f}", f"{taken / elapsed:.0%}") for step, taken in steps.items()]
    print_table("build, by step", ("step", "seconds", "of all"), rows)
    print_table("build, files", ("file", "MB", "cells", "observations"), _measure_files(build))


def _measure_files(build: Build) -> list[tuple[str, ...]]:
    rows = []
    for path in (build.database.with_name("facts.duckdb"), build.database):
        with duckdb.connect(str(path), read_only=True) as connection:
            ((cells, observations),) = connection.execute(
                "select (select count(*) from stored.measure), (select count(*) from stored.observation)"
            ).fetchall()
        rows.append((path.name, f"{path.stat().st_size / 1e6:.0f}", f"{cells:,}", f"{observations:,}"))
    return rows
