#!/usr/bin/env python3
"""Times the library and its peers on the same data in one run, compares what they compute, prints a table and writes JSON.

Every contestant is a process of its own that has loaded the columns; they take turns, round by round, so that what else the
machine does falls on all of them. The first round is cold: nothing was computed in the process before. The others are warm;
the least of them is shown, the median is in the JSON. A peer that gives other sums than the library fails the run.
"""

import argparse
import json
import pathlib
import platform
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
WORKLOADS = ["rfm-dense", "rfm-sparse", "rfm-text", "abc-lines", "abc-items", "pay-dated", "pay-shuffled", "pay-months",
             "goals", "csv"]
PEERS = ["duckdb", "polars", "pandas", "chdb", "sqlite"]
SMALL, SMALL_ROWS = ["sqlite"], 2000000
SLOW = 20.0  # seconds: who needs longer for the first round has no other


class Failure(Exception):
    """A contestant that does not answer."""


class Contestant:
    """A process that computes once for each line it is sent."""

    def __init__(self, name, command):
        self.name = name
        self.answers = []
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True)
        self.state, _, self.remark = self.process.stdout.readline().strip().partition(" ")
        self.state = self.state.rstrip(":")
        if self.state not in ("ready", "missing", "unwritten"):
            raise Failure(f"{name} did not start")

    def wants_another(self):
        return self.state == "ready" and not (self.answers and self.answers[0]["seconds"] > SLOW)

    def run(self):
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise Failure(f"{self.name} ended")
        self.answers.append(json.loads(line))

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def summary(self, rows):
        """What the JSON says of this contestant."""
        if self.state != "ready":
            return {"state": self.state, "remark": self.remark}
        seconds = [answer["seconds"] for answer in self.answers]
        warm = seconds[1:] or seconds
        peak = max((answer["peak_bytes"] or 0) for answer in self.answers)
        return {
            "state": "ran", "version": self.remark, "seconds": seconds, "cold_seconds": seconds[0], "warm_seconds": min(warm),
            "median_seconds": statistics.median(warm), "nanoseconds_per_row": min(warm) / rows * 1e9,
            "rows_per_second": rows / min(warm), "peak_bytes": peak, "bytes_per_row": peak / rows,
            "resident_kilobytes": self.answers[-1].get("resident_kilobytes"), "checks": self.answers[0]["checks"],
        }


def start(options, workload):
    """The library twice, with the system's memory and with memory it keeps, and the peers."""
    bench, folder = str(options.bench), str(options.data)
    subprocess.run([bench, "generate", folder, str(options.rows), workload], check=True)
    contestants = [Contestant("attain", [bench, "serve", folder, workload]),
                   Contestant("attain, memory kept", [bench, "serve", folder, workload, "kept"])]
    for peer in options.peers:
        contestants.append(Contestant(peer, [options.python, str(HERE / "peers.py"), "serve", peer, folder, workload]))
    return contestants


def measure(options, workload):
    contestants = start(options, workload)
    try:
        for _ in range(options.rounds):
            for each in contestants:
                if each.wants_another():
                    each.run()
        rows = contestants[0].answers[0]["rows"]
        return rows, {each.name: each.summary(rows) for each in contestants}
    finally:
        for each in contestants:
            each.close()


def disagreements(workload, results):
    """Who computed something else than the library, or something else from one round to the next."""
    wanted = results["attain"]["checks"]
    for name, result in results.items():
        if result["state"] == "ran" and result["checks"] != wanted:
            yield f"{workload}: {name} gives {result['checks']}, attain {wanted}"


def milliseconds(seconds):
    return f"{seconds * 1000:.1f}" if seconds < 0.1 else f"{seconds * 1000:.0f}"


def peer_cell(result, fastest):
    if result["state"] != "ran":
        return "missing" if result["state"] == "missing" else "-"
    return f"{milliseconds(result['warm_seconds'])} ({result['warm_seconds'] / fastest:.1f}x)"


def table_row(workload, rows, results, peers):
    own, kept = results["attain"], results["attain, memory kept"]
    return [workload, milliseconds(own["cold_seconds"]), milliseconds(own["warm_seconds"]), f"{own['nanoseconds_per_row']:.1f}",
            f"{own['rows_per_second'] / 1e6:.1f}", f"{own['bytes_per_row']:.0f}", f"{own['peak_bytes'] / 1e6:.0f}",
            milliseconds(kept["warm_seconds"])] + [peer_cell(results[peer], own["warm_seconds"]) for peer in peers]


def print_table(lines):
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for number, line in enumerate(lines):
        print("  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                        for column, (cell, width) in enumerate(zip(line, widths))).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    except OSError:
        return platform.machine()


def read_options():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("rows", type=int, nargs="?", default=1000000, help="rows of facts; a million unless given")
    arguments.add_argument("--bench", type=pathlib.Path, required=True, help="the program attain_bench")
    arguments.add_argument("--data", type=pathlib.Path, required=True, help="folder for the columns, made if need be")
    arguments.add_argument("--json", type=pathlib.Path, required=True, help="where the results go")
    arguments.add_argument("--python", default=sys.executable, help="interpreter that has the peers")
    arguments.add_argument("--rounds", type=int, default=6, help="one cold round and so many warm ones less one")
    arguments.add_argument("--peers", help="peers to run, separated by commas, empty for none; all of them unless given, but "
                                           f"those for small data ({', '.join(SMALL)}) only up to {SMALL_ROWS:,} rows")
    arguments.add_argument("--workloads", default=",".join(WORKLOADS), help="workloads to run")
    options = arguments.parse_args()
    if options.peers is None:
        options.peers = ",".join(peer for peer in PEERS if options.rows <= SMALL_ROWS or peer not in SMALL)
    options.peers = [peer for peer in options.peers.split(",") if peer]
    options.workloads = options.workloads.split(",")
    unknown = (set(options.peers) - set(PEERS)) | (set(options.workloads) - set(WORKLOADS))
    if unknown or options.rows < 1000 or options.rounds < 1:
        arguments.error(f"unknown: {', '.join(sorted(unknown))}" if unknown else "at least 1000 rows and one round")
    return options


def main():
    options = read_options()
    options.data.mkdir(parents=True, exist_ok=True)
    heading = ["workload", "cold ms", "warm ms", "ns/row", "M rows/s", "B/row", "peak MB", "kept ms", *options.peers]
    lines, record, problems = [heading], {}, []
    started = time.time()
    for workload in options.workloads:
        try:
            rows, results = measure(options, workload)
        except (Failure, subprocess.CalledProcessError) as failure:
            problems.append(f"{workload}: {failure}")
            continue
        problems += disagreements(workload, results)
        lines.append(table_row(workload, rows, results, options.peers))
        record[workload] = {"rows": rows, "contestants": results}
        print(f"{workload}: done", file=sys.stderr)
    print(f"{options.rows:,} rows, one thread, {options.rounds} rounds. attain: cold, warm, and warm with memory kept between "
          "calls; peers: warm (times as long as attain warm)\n")
    print_table(lines)
    for peer in options.peers:
        absent = {results["contestants"][peer]["remark"] for results in record.values()
                  if results["contestants"][peer]["state"] == "missing"}
        for remark in absent:
            print(f"note: {peer} is not installed: {remark}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps({"rows": options.rows, "rounds": options.rounds, "processor": processor(),
                                        "system": platform.platform(), "seconds": time.time() - started,
                                        "workloads": record}, indent=1) + "\n", encoding="utf-8")
    print(f"\nEverything measured: {options.json}")
    for problem in problems:
        print(f"DIFFERS {problem}")
    print(f"{len(record) - len({p.split(':')[0] for p in problems} & set(record))} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
