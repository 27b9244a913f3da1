"""The protocols of both tools, one core each: `against_negmas.py --protocols`.

plenipo's side is its own bench (`crates/plenipo-protocol/benches/protocols.rs`); NegMAS's is written here with its own
negotiators, on utilities of the same shape. Both say how many negotiations, or rounds, a second of one core has.
"""

import os
import random
import re
import subprocess
import time
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 5
UNITS = {"": 1, "K": 1e3, "M": 1e6, "G": 1e9}


def utility(space, n, k, draw):
    """Additive utilities, all drawn."""
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.value_fun import TableFun

    tables = {f"i{issue}": TableFun({it: draw.random() for it in range(k)}) for issue in range(n)}
    return LinearAdditiveUtilityFunction(tables, outcome_space=space, reserved_value=0.0)


def space_of(n, k):
    from negmas.outcomes import make_issue, make_os

    return make_os([make_issue(list(range(k)), f"i{it}") for it in range(n)])


def rate(step):
    """What `step` counts, a second of CPU time."""
    start, count = time.process_time(), 0
    while time.process_time() - start < SECONDS:
        count += step()
    return count / (time.process_time() - start)


def alternating(fresh):
    """Two Boulwares, 1,000 outcomes, 100 rounds."""
    from negmas.sao import SAOMechanism
    from negmas.sao.negotiators import BoulwareTBNegotiator

    draw, space = random.Random(1), space_of(3, 10)
    kept = [utility(space, 3, 10, draw) for _ in range(2)]

    def step():
        functions = [utility(space, 3, 10, draw) for _ in range(2)] if fresh else kept
        mechanism = SAOMechanism(outcome_space=space, n_steps=100)
        for function in functions:
            mechanism.add(BoulwareTBNegotiator(), ufun=function)
        mechanism.run()
        return 1

    return rate(step)


def one_text():
    """Five hill-climbers, 28 issues of 3 options: rounds a second."""
    from negmas.negotiators.simple import BinaryComparatorNegotiator
    from negmas.st import HillClimbingSTMechanism

    draw, space = random.Random(1), space_of(28, 3)
    functions = [utility(space, 28, 3, draw) for _ in range(5)]

    def step():
        mechanism = HillClimbingSTMechanism(outcome_space=space, n_steps=1000)
        for function in functions:
            mechanism.add(BinaryComparatorNegotiator(), ufun=function)
        return max(1, mechanism.run().step)

    return rate(step)


def tournament():
    """320 negotiations of four strategies on ten scenarios of 125 outcomes."""
    from negmas.inout import Scenario
    from negmas.sao.negotiators import (BoulwareTBNegotiator, ConcederTBNegotiator,
                                        LinearTBNegotiator, MiCRONegotiator)
    from negmas.tournaments.neg import cartesian_tournament

    draw, space = random.Random(1), space_of(3, 5)
    scenarios = [Scenario(outcome_space=space, ufuns=tuple(utility(space, 3, 5, draw) for _ in range(2)))
                 for _ in range(10)]
    start = time.process_time()
    played = cartesian_tournament(
        competitors=[BoulwareTBNegotiator, ConcederTBNegotiator, LinearTBNegotiator, MiCRONegotiator],
        scenarios=scenarios, n_steps=100, n_repetitions=1, njobs=-1, path=None, verbosity=0)
    return len(played.details) / (time.process_time() - start)


def plenipo():
    """What its bench prints, by the bench's name: a second, on one core."""
    command = ["cargo", "bench", "-p", "plenipo-protocol", "--bench", "protocols", "--", "--quick"]
    pinned = ["taskset", "-c", "0"] if os.path.exists("/usr/bin/taskset") else []
    said = subprocess.run(pinned + command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    rates, name = {}, None
    for line in said.splitlines():
        named = re.match(r"(?:Benchmarking )?([a-z][\w/ ,-]*\w)(?:: Analyzing|\s+time:|$)", line)
        if named and "/" in named[1]:
            name = named[1].strip()
        found = re.search(r"thrpt:\s+\[\S+ \S+ (\S+) ([KMG]?)elem/s", line)
        if found and name and name not in rates:
            rates[name] = float(found[1]) * UNITS[found[2]]
    return rates


ROWS = [
    ("alternating offers, preferences kept, negotiations", "alternating/cached",
     lambda: alternating(False), 50_000),
    ("the same, preferences drawn for each", "alternating/fresh-preferences",
     lambda: alternating(True), 1_500),
    ("one text, rounds", "one-text/5x28x3/hill-climbers", one_text, 10_000),
    ("tournament of 320, negotiations", "tournament/320x1000", tournament, 5_000),
]


def main():
    warnings.filterwarnings("ignore")
    ours = plenipo()
    print("| what | plenipo, a second | NegMAS, a second | ratio | asked for |")
    print("|---|---:|---:|---:|---:|")
    for what, name, theirs, asked in ROWS:
        other = theirs()
        print(f"| {what} | {ours[name]:,.0f} | {other:,.1f} | {ours[name] / other:,.0f} | {asked:,} |",
              flush=True)
