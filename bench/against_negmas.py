#!/usr/bin/env python3
"""Runs plenipo and NegMAS 0.16.0 on the same published scenarios, in one go, and prints ratios.

    python3 -m venv .venv && .venv/bin/pip install negmas==0.16.0
    cargo build --release -p plenipo-app
    PLENIPO_REFERENCE_DATA=DIR .venv/bin/python bench/against_negmas.py

DIR has a folder `scenarios` with one folder a scenario. NegMAS is timed without its start and without
reading files (`calc_stats` alone); plenipo with both: the whole process, best of three. Spaces of
more than 10,000 outcomes are given to its sampler as well (10,000 outcomes, of which it then takes the
statistics: an approximation, where plenipo's answer is exact).
"""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

TIMEOUT_S = float(os.environ.get("BENCH_TIMEOUT", "60"))
SAMPLE = 10_000
ROOT = Path(__file__).resolve().parent.parent
PLENIPO = os.environ.get("PLENIPO", str(ROOT / "target/release/plenipo"))

NEGMAS = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
from negmas.inout import Scenario
from negmas.preferences.ops import calc_scenario_stats
scenario = Scenario.load(sys.argv[1])
limit = int(sys.argv[2])
start = time.perf_counter()
if limit:
    outcomes = list(scenario.outcome_space.enumerate_or_sample(max_cardinality=limit))
    stats = calc_scenario_stats(tuple(scenario.ufuns), outcomes)
else:
    stats = scenario.calc_stats()
took = time.perf_counter() - start
print("ANSWER" + json.dumps({"took": took, "frontier": len(stats.pareto_utils)}))
"""


def negmas(folder, limit):
    """Seconds, or why there are none."""
    try:
        done = subprocess.run([sys.executable, "-c", NEGMAS, str(folder), str(limit)],
                              capture_output=True, text=True, timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return None, f"> {TIMEOUT_S:.0f} s"
    for line in done.stdout.splitlines():
        if line.startswith("ANSWER"):
            answer = json.loads(line[6:])
            return answer, f"{answer['took']:.3f} s"
    return None, (done.stderr.strip().splitlines() or ["no answer"])[-1][:40]


def plenipo(folder):
    """Seconds of the whole process, and the statistics."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([PLENIPO, "frontier", str(folder), "--format", "json"],
                              capture_output=True, text=True)
        best = min(best, time.perf_counter() - start)
    if done.returncode:
        return None, None
    answer = json.loads(done.stdout)
    tables = {table["id"]: table for table in answer["tables"]}
    rows = dict(tables["statistics"]["rows"])
    return best, rows


def main():
    data = os.environ.get("PLENIPO_REFERENCE_DATA")
    if not data:
        sys.exit("PLENIPO_REFERENCE_DATA names no folder")
    folders = sorted(it for it in (Path(data) / "scenarios").iterdir() if it.is_dir())
    named = set(sys.argv[1:])
    if named:
        folders = [it for it in folders if it.name in named]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"{time.strftime('%Y-%m-%d')}\n")
    print("| scenario | outcomes | parties | plenipo, whole process | NegMAS statistics | ratio "
          "| NegMAS, 10,000 sampled |")
    print("|---|---:|---:|---:|---:|---:|---|")
    for folder in folders:
        took, rows = plenipo(folder)
        if took is None:
            print(f"| {folder.name} | | | no answer | | | |")
            continue
        whole, said = negmas(folder, 0)
        ratio = f"{whole['took'] / took:.1f}" if whole else "–"
        sampled = ""
        if isinstance(rows["outcomes"], str) or rows["outcomes"] > SAMPLE:
            _, sampled = negmas(folder, SAMPLE)
        print(f"| {folder.name} | {rows['outcomes']} | {rows['parties']} | {took:.3f} s | {said} "
              f"| {ratio} | {sampled} |", flush=True)


if __name__ == "__main__":
    main()
