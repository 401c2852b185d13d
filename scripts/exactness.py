"""``python -m scripts.exactness`` compares the solver with trying everything, and its answers from run to run.

1. So many small problems drawn at random, with rules and goals of every kind: the solver finds a schedule exactly when
   trying everything does, and its values are the least of all on every level.
2. The plan of DI4C, made in processes of its own with different hash seeds and by every Python that is named: equal
   bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from di4c_schedule import Problem, ProblemWarning, Status, check, solve
from tests.problems import all_schedules, level_values, problems

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "di4c" / "network.toml"


def against_brute_force(number: int, start: int) -> tuple[int, int]:
    """Solve problems drawn at random and by trying everything; return how many have a schedule, and how many none."""
    found = {Status.OPTIMAL: 0, Status.INFEASIBLE: 0}

    @seed(start)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(problems())
    def compare(problem: Problem) -> None:
        schedules = all_schedules(problem)
        result = solve(problem)
        expected = Status.OPTIMAL if schedules else Status.INFEASIBLE
        if result.status is not expected:
            raise AssertionError(f"{result.status} instead of {expected}: {problem.to_toml()}")
        if schedules:
            best, least = result.unwrap(), min(map(level_values, schedules))
            if check(problem, best) or level_values(best) != least:
                raise AssertionError(f"{level_values(best)} instead of {least}: {problem.to_toml()}")
        found[result.status] += 1

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ProblemWarning)
        compare()
    return found[Status.OPTIMAL], found[Status.INFEASIBLE]


def fingerprint(python: str, hash_seed: int) -> str:
    """Plan the example in a new process and return a digest of every byte but those that tell the time it took."""
    with tempfile.TemporaryDirectory() as folder:
        command = [python, "-m", "di4c_schedule", "plan", str(EXAMPLE), "--out", folder, "--quiet"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": str(hash_seed)}, cwd=ROOT)
        digest = hashlib.sha256()
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file() and file.suffix != ".json":
                digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(prog="python -m scripts.exactness", description=__doc__)
    parser.add_argument("--problems", type=int, default=1000, help="how many problems (1000)")
    parser.add_argument("--seed", type=int, default=0, help="where to begin to draw")
    parser.add_argument("--runs", type=int, default=10, help="runs for each Python (10)")
    parser.add_argument("--python", action="append", default=[sys.executable], help="a Python that has the package")
    arguments = parser.parse_args()
    feasible, infeasible = against_brute_force(arguments.problems, arguments.seed)
    print(f"{feasible} problems solved to the optimum, {infeasible} rightly called impossible, no difference")
    digests = {fingerprint(python, run) for python in arguments.python for run in range(arguments.runs)}
    if len(digests) != 1:
        raise SystemExit(f"{len(digests)} different plans")
    print(f"{arguments.runs} runs of {len(arguments.python)} Python(s): equal bytes")


if __name__ == "__main__":
    main()
