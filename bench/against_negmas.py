#!/usr/bin/env python3
"""Runs plenipo and NegMAS 0.16.0 on the same scenarios, in one go, and prints ratios.

    python3 -m venv .venv && .venv/bin/pip install negmas==0.16.0
    cargo build --release -p plenipo-app
    PLENIPO_REFERENCE_DATA=DIR .venv/bin/python bench/against_negmas.py [NAME…]
    .venv/bin/python bench/against_negmas.py --protocols

The second compares protocols (`negmas_protocols.py`), the first statistics:

DIR has the folders `scenarios` (a folder a scenario) and `frontier` (a JSON file an instance).

Both are given the same utilities. NegMAS reads Genius XML on another scale than Genius does, so additive
XML scenarios are read here, as Genius reads them, and handed to NegMAS as its own additive functions;
everything else it loads itself. A ratio stands in the table only where both found the same frontier (its
size, and every point that plenipo lists, within 1e-8) and the same opposition; where they differ, the row
says in what.

NegMAS is timed without its start and without reading (`calc_scenario_stats` alone); plenipo with both: the
whole process, best of three. Spaces of two parties are given to NegMAS's Pareto samplers as well, with
their settings as they come: the share of plenipo's frontier that they found stands beside their time.
"""

import json
import math
import os
import platform
import resource
import subprocess
import sys
import time
import warnings
from pathlib import Path
from xml.etree import ElementTree

TIMEOUT_S = float(os.environ.get("BENCH_TIMEOUT", "120"))
MEMORY_BYTES = 8 << 30
ROOT = Path(__file__).resolve().parent.parent
PLENIPO = os.environ.get("PLENIPO", str(ROOT / "target/release/plenipo"))
SAMPLERS = ["MOBANOSParetoSampler", "IPSParetoSampler", "NB3ParetoSampler"]
SAME = 1e-8


# NegMAS's side: one process a question, so that one that runs out of time or memory ends alone.

def genius_tables(folder):
    """Additive Genius XML as tables: issues (name, values), and for each party its values, reservation."""
    files = sorted(folder.glob("*.xml"))
    # Some begin with an empty line, some hold no XML at all (`pareto.xml`).
    texts = [path.read_text(errors="replace").strip() for path in files]
    roots = [ElementTree.fromstring(it) for it in texts if it.startswith("<")]
    domains = [it for it in roots if it.tag == "negotiation_template"]
    domain = domains[0].find(".//objective")
    issues = []
    for issue in sorted(domain.findall("issue"), key=lambda it: int(it.get("index"))):
        if issue.get("vtype", issue.get("type")) == "integer":
            bounds = issue.find("range") if issue.find("range") is not None else issue
            values = list(range(int(bounds.get("lowerbound")), int(bounds.get("upperbound")) + 1))
        else:
            values = [it.get("value") for it in sorted(issue.findall("item"),
                                                       key=lambda it: int(it.get("index")))]
        issues.append((issue.get("index"), issue.get("name"), values))
    parties = []
    for root in roots:
        objective = root.find("objective")
        if root in domains or objective is None:
            continue
        weights = {it.get("index"): float(it.get("value")) for it in objective.findall("weight")}
        total = sum(weights[index] for index, _, _ in issues)
        tables = []
        for index, _, values in issues:
            mine = next(it for it in objective.findall("issue") if it.get("index") == index)
            share = weights[index] / total
            evaluator = mine.find("evaluator")
            if evaluator is not None and evaluator.get("ftype") == "linear":
                bounds = mine.find("range") if mine.find("range") is not None else mine
                low = float(bounds.get("lowerbound"))
                slope = float(evaluator.get("slope", evaluator.get("parameter1", "nan")))
                offset = float(evaluator.get("offset", evaluator.get("parameter0", "nan")))
                row = {it: min(1.0, max(0.0, slope * (it - low) + offset)) for it in values}
            else:
                said = {it.get("value"): float(it.get("evaluation")) for it in mine.findall("item")}
                most = max(said.values())
                row = {it: said[it] / most if most else 0.0 for it in values}
            tables.append({it: share * worth for it, worth in row.items()})
        reserved = root.find("reservation")
        parties.append((tables, float(reserved.get("value")) if reserved is not None else 0.0))
    return [(name, values) for _, name, values in issues], parties


def instance_tables(path):
    """An instance of the folder `frontier` as tables."""
    data = json.loads(path.read_text())
    issues = [(f"issue-{at + 1}", [str(it) for it in range(len(options))])
              for at, options in enumerate(data["utilities"])]
    reserved = data.get("reservations", data.get("reservation", 0.0))
    parties = []
    for party in range(data["parties"]):
        tables = [{str(it): row[party] for it, row in enumerate(options)}
                  for options in data["utilities"]]
        parties.append((tables, reserved[party] if isinstance(reserved, list) else reserved))
    return issues, parties


def ufuns(path):
    """What NegMAS is to judge, in its own types."""
    from negmas.inout import Scenario
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.value_fun import TableFun

    texts = [it.read_text(errors="replace") for it in path.glob("*.xml")] if path.is_dir() else [""]
    if not texts or any("hyperRectangle" in it for it in texts):
        return tuple(Scenario.load(path, ignore_discount=True).ufuns)
    issues, parties = genius_tables(path) if path.is_dir() else instance_tables(path)
    space = make_os([make_issue(values, name) for name, values in issues])
    return tuple(
        LinearAdditiveUtilityFunction({name: TableFun(table) for (name, _), table in zip(issues, tables)},
                                      outcome_space=space, reserved_value=reserved)
        for tables, reserved in parties)


def answer_as_negmas(path, asked):
    """Prints what NegMAS answers: its statistics, or what one of its samplers finds."""
    warnings.filterwarnings("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from negmas.preferences import pareto_sampler
    from negmas.preferences.ops import calc_scenario_stats

    functions = ufuns(Path(path))
    start = time.perf_counter()
    if asked == "statistics":
        stats = calc_scenario_stats(functions)
        took = time.perf_counter() - start
        answer = {"points": [list(map(float, it)) for it in stats.pareto_utils],
                  "opposition": float(stats.opposition), "rational": float(stats.rational_fraction)}
    else:
        sampler = getattr(pareto_sampler, asked)()
        sampler.init(functions[0], functions[1])
        outcomes = sampler.pareto_outcomes()
        took = time.perf_counter() - start
        answer = {"points": [[float(ufun(it)) for ufun in functions] for it in outcomes]}
    print("ANSWER" + json.dumps({"took": took, **answer}))


def negmas(path, asked):
    """Its answer, or in a word why there is none."""
    try:
        done = subprocess.run([sys.executable, __file__, "--negmas", str(path), asked],
                              capture_output=True, text=True, timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return None, f"> {TIMEOUT_S:.0f} s"
    for line in done.stdout.splitlines():
        if line.startswith("ANSWER"):
            return json.loads(line[6:]), None
    last = (done.stderr.strip().splitlines() or ["no answer"])[-1].removeprefix("ValueError: ")
    if "MemoryError" in done.stderr or "Unable to allocate" in done.stderr or done.returncode < 0:
        return None, f"> {MEMORY_BYTES >> 30} GiB"
    return None, last[:60]


# plenipo's side.

def plenipo(path):
    """Seconds of the whole process, statistics, and the listed points."""
    best = math.inf
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([PLENIPO, "frontier", str(path), "--format", "json"],
                              capture_output=True, text=True)
        best = min(best, time.perf_counter() - start)
    if done.returncode:
        return None, None, None
    tables = {table["id"]: table for table in json.loads(done.stdout)["tables"]}
    parties = dict(tables["statistics"]["rows"])["parties"]
    points = [row[:parties] for row in tables["frontier"]["rows"] if row[parties] == "yes"]
    return best, dict(tables["statistics"]["rows"]), points


def sorted_points(points):
    """Each point once, whatever rounding left of it."""
    return sorted({tuple(round(it, 7) for it in point) for point in points})


def near(point, points):
    """Whether a point is among `points`, in whatever order the parties stand."""
    return any(all(abs(a - b) <= SAME for a, b in zip(point, it)) for it in points)


def undominated(points):
    """Without points that another beats by more than rounding: NegMAS keeps those a rounding error saves."""
    kept = []
    for point in points:
        beaten = any(all(b >= a - 1e-12 for a, b in zip(point, it))
                     and any(b > a + 1e-12 for a, b in zip(point, it)) for it in points)
        if not beaten:
            kept.append(point)
    return kept


def differs(rows, points, theirs):
    """In what the two answers differ: the frontier, and other figures."""
    found = sorted_points(undominated(theirs["points"]) if len(theirs["points"]) < 5000
                          else theirs["points"])
    said = []
    if len(found) != rows["frontier_size_rational"]:
        said.append(f"frontier {len(found)} for {rows['frontier_size_rational']}")
    else:
        orders = [points, [point[::-1] for point in points]]
        if not any(all(near(point, theirs["points"]) for point in order) for order in orders):
            said.append("points")
    for mine, other in (("opposition", "opposition"), ("rational_fraction", "rational")):
        value = rows.get(mine)
        if value is None or not math.isfinite(theirs[other]):
            if not (value is None and not math.isfinite(theirs[other])):
                said.append(mine)
        elif abs(value - theirs[other]) > SAME:
            said.append(f"{mine} {theirs[other]:.6g} for {value:.6g}")
    return said


def compare(path):
    """One row of each table."""
    took, rows, points = plenipo(path)
    name = path.stem
    if took is None:
        return f"| {name} | | | no answer | | | |", []
    whole, why = negmas(path, "statistics")
    if whole:
        said = f"{whole['took']:.3f} s"
        other = differs(rows, points, whole)
        same = ", ".join(other) or "yes"
        comparable = not other or other[0].startswith("rational")
        ratio = f"{whole['took'] / took:.1f}" if comparable else "–"
    else:
        said, same, ratio = why, "–", "–"
    outcomes = rows["outcomes"]
    outcomes = f"{outcomes:,}" if float(outcomes) < 1e9 else f"{float(outcomes):.3g}"
    row = f"| {name} | {outcomes} | {rows['parties']} | {took:.3f} s | {said} | {ratio} | {same} |"
    samplers = []
    if rows["parties"] == 2 and (isinstance(rows["outcomes"], str) or rows["outcomes"] > 1000):
        for sampler in SAMPLERS:
            answer, why = negmas(path, sampler)
            sampler = sampler.removesuffix("ParetoSampler")
            if answer is None:
                why = "additive utilities only" if "requires own ufun" in why else why
                samplers.append(f"| {name} | {sampler} | {why} | – | – |")
                continue
            hits = sum(near(point, answer["points"]) or near(point[::-1], answer["points"])
                       for point in points)
            samplers.append(f"| {name} | {sampler} | {answer['took']:.3f} s | {answer['took'] / took:.1f} "
                            f"| {hits} of {len(points)} |")
    return row, samplers


def processor():
    """What the machine says it is."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(it.split(":")[1].strip() for it in lines if it.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def main():
    data = os.environ.get("PLENIPO_REFERENCE_DATA")
    if not data:
        sys.exit("PLENIPO_REFERENCE_DATA names no folder")
    paths = sorted(it for it in (Path(data) / "scenarios").iterdir() if it.is_dir())
    paths += sorted((Path(data) / "frontier").glob("*.json"))
    named = set(sys.argv[1:])
    if named:
        paths = [it for it in paths if it.stem in named]
    print(f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"{time.strftime('%Y-%m-%d')}\n")
    print("| scenario | outcomes | parties | plenipo, whole process | NegMAS statistics | ratio "
          "| same answer |")
    print("|---|---:|---:|---:|---:|---:|---|")
    samplers = []
    for path in paths:
        row, more = compare(path)
        samplers += more
        print(row, flush=True)
    print("\n| scenario | sampler | its time | ratio | listed points it found |")
    print("|---|---|---:|---:|---:|")
    print("\n".join(samplers))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--negmas"]:
        answer_as_negmas(sys.argv[2], sys.argv[3])
    elif sys.argv[1:2] == ["--protocols"]:
        import negmas_protocols

        print(f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
              f"{time.strftime('%Y-%m-%d')}\n")
        negmas_protocols.main()
    else:
        main()
