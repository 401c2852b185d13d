"""The same problem gives the same bytes in any process: hash seeds, locale and time zone do not matter."""

import os
import subprocess
import sys

import pytest

CODE = """
import sys
import di4c_schedule as ds
from di4c_schedule.io import result_dict, schedule_csv
problem = ds.read_problem("examples/di4c/network.toml")
if sys.argv[1] == "model":
    problem = problem.adding(ds.rules.AtMost(1, "2019-10"))
result = ds.solve(problem)
answer = result_dict(result)
answer.pop("runtime")
sys.stdout.buffer.write(schedule_csv(result.unwrap()) + repr(answer).encode())
"""


def run(kind, **variables):
    environment = os.environ | variables
    done = subprocess.run([sys.executable, "-c", CODE, kind], capture_output=True, env=environment, check=True)
    return done.stdout


@pytest.mark.parametrize("kind", ["tables", "model"])
def test_bytes_do_not_depend_on_the_process(kind):
    first = run(kind, PYTHONHASHSEED="1", LANG="C", TZ="UTC")
    assert b"2019-09-0" in first
    assert run(kind, PYTHONHASHSEED="2", LANG="ro_RO.UTF-8", TZ="Pacific/Auckland") == first


QUESTIONS = """
import di4c_schedule as ds
problem = ds.read_problem("examples/di4c/network.toml")
clash = problem.adding(ds.rules.Fixed("Oulu", "2019-09"), ds.rules.Before("Limerick", "Oulu"), ds.rules.First("Oulu"))
for conflict in ds.conflicts(clash, 2, time_limit=None):
    print(conflict)
for way in ds.repairs(clash, n=3, time_limit=None):
    print(way, way.schedule)
print(ds.why_not(problem, "Limerick", "2019-12-06", time_limit=None))
for plan in ds.alternatives(problem, n=3):
    print(plan)
"""


def test_answers_do_not_depend_on_the_process():
    told = [
        subprocess.run(
            [sys.executable, "-c", QUESTIONS],
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert b"Oulu hosts the first meeting" in told[0]
    assert told[0] == told[1]
