"""`python -m tests.benchmarks [name …]`: measures, and prints each figure beside what it is compared with.

Nothing here passes or fails: a time depends on the machine and on what else it does.
"""

import argparse
import os
import tempfile
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.bench_attention import measure_attention
from tests.benchmarks.bench_build import measure_build
from tests.benchmarks.bench_coverage import measure_coverage
from tests.benchmarks.bench_disclosure import measure_disclosure
from tests.benchmarks.bench_earlier import measure_earlier
from tests.benchmarks.bench_map import measure_map
from tests.benchmarks.bench_queries import measure_queries
from tests.benchmarks.bench_readers import measure_readers

BENCHMARKS = {
    "build": measure_build,
    "readers": measure_readers,
    "queries": measure_queries,
    "map": measure_map,
    "coverage": measure_coverage,
    "attention": measure_attention,
    "disclosure": measure_disclosure,
    "earlier": measure_earlier,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="name", help=f"{', '.join(BENCHMARKS)} (default: all)")
    parser.add_argument("--builds", type=Path, help="measure queries and map on the current build of this folder")
    parser.add_argument("--quick", action="store_true", help="one province and short files")
    options = parser.parse_args()
    if unknown := set(options.names) - BENCHMARKS.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.quick, options.builds)
        for name in options.names or BENCHMARKS:
            BENCHMARKS[name](bench)


if __name__ == "__main__":
    main()
