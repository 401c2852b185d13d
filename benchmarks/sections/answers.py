"""Why there is no plan, what would help, and what a wish would cost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from benchmarks.effort import Effort
from benchmarks.measure import CommandError, Run, Seconds, run_task
from benchmarks.progress import tell
from benchmarks.report import filled, seconds, table, times
from benchmarks.sections.section import Section
from di4c_schedule.labels import counted

LIMIT = 10.0
"""Seconds for an explanation of DI4C: as many as the library takes at most unless told otherwise."""

MOST_JUDGED = 100
"""Larger sets are not judged by others: they are not proven to be needed anyway."""


def measure(effort: Effort) -> Any:
    """Ask every question."""
    names = run_task("names").answer
    clashing = [f"di4c + {label}" for label in names["clashing"][: effort.clashing]]
    large = [f"large + {label}" for label in names["large"][: effort.large]]
    effort = evolve(effort, times=effort.answer_times)
    return {
        "runs": effort.times,
        "why": [_why(name, LIMIT, effort) | _peers(name) for name in clashing],
        "ways out": [{"name": name} | _asked(effort, "ways_out", name) for name in clashing],
        "wishes": [_asked(effort, "wished", *wish) for wish in names["wishes"][: effort.wishes]],
        "lost": [_lost(name, effort) for name in effort.regrets],
        "anew": _asked(effort, "planned_anew"),
        "others": _asked(effort, "other_plans", 5),
        "borne": _asked(effort, "borne", "di4c"),
        "large": [_large(name, effort) for name in large],
        "large limit": effort.large_limit,
    }


def _asked(effort: Effort, task: str, *arguments: object) -> dict[str, Any]:
    """Ask a question, several times if the answer is quick; all answers must be the same."""
    runs = [run_task(task, *arguments)]
    while runs[0].answer["seconds"] < effort.short and len(runs) < effort.times:
        runs.append(run_task(task, *arguments))
    answers = [{key: value for key, value in run.answer.items() if key != "seconds"} for run in runs]
    if any(answer != answers[0] for answer in answers):
        raise CommandError(f"{task} {arguments}: runs differ: {answers}")
    tell(f"{task} {' '.join(map(str, arguments))}: {runs[0].answer['seconds']:.2f} s")
    return answers[0] | _times(runs)


def _times(runs: Sequence[Run]) -> dict[str, float]:
    taken = Seconds.of([run.answer["seconds"] for run in runs])
    return {"least": taken.least, "median": taken.median, "peak_mb": min(run.peak_mb for run in runs)}


def _why(name: str, limit: float, effort: Effort) -> dict[str, Any]:
    """Ask why there is no plan, and let another judge what is named: CP-SAT."""
    found = {"name": name} | _asked(effort, "explained", name, limit)
    judged = _judged(name, found, "cp-sat")
    if judged["not needed"] and found["minimal"]:
        raise CommandError(f"{name}: said to be minimal: {found}, but {judged}")
    return found | {"judged": judged}


def _peers(name: str) -> dict[str, Any]:
    """Let CP-SAT name requirements, and judge them by this library."""
    found = {}
    for way in ("once", "one by one"):
        answer = run_task("named_by_cp_sat", name, way, LIMIT).answer
        found[way] = answer | {"judged": _judged(name, answer, "ours")}
    return found


def _large(name: str, effort: Effort) -> dict[str, Any]:
    """Ask why once, as a limit may end the search anywhere; and CP-SAT within the same limit."""
    found = _why(name, effort.large_limit, evolve(effort, times=1))
    return found | {"once": run_task("named_by_cp_sat", name, "once", effort.large_limit).answer}


def _judged(name: str, found: Mapping[str, Any], judge: str) -> dict[str, Any]:
    if found["named"] is None or len(found["named"]) > MOST_JUDGED:
        return {"clashes": False, "needed": 0, "not needed": 0}
    return run_task("needed", name, json.dumps(found["named"]), judge, LIMIT / 2).answer


def _lost(name: str, effort: Effort) -> dict[str, Any]:
    """Ask for the losses on every level, and for some anew."""
    known = run_task("levels", name).answer
    levels = [{"level": level, "unit": unit} | _asked(effort, "lost", name, level) for level, unit in known["units"]]
    anew = run_task("lost_anew", name).answer
    return {"name": name, "hosts": known["hosts"], "open": known["open"], "levels": levels,
            "anew": anew["seconds"] / anew["sample"]}  # fmt: skip


def show(measured: Any) -> list[str]:
    """Return the section's paragraphs."""
    return [
        filled(
            "When there is no plan, you are told why, in as few rules as show it, and what would help; when there is "
            "one, what a wish would break or cost. For eight partners most answers come at once, the others within "
            "seconds."
        ),
        filled(
            "Aims, for eight partners: 2 s for why there is no plan, with sixty requirements; 0.2 s for a wish, and "
            "for what every host on every day would cost, which may take 2 s for twelve. Times begin when the file is "
            f"read; of questions that take less than 5 s, they are those of {counted(measured['runs'], 'run')}."
        ),
        *_show_why(measured["why"]),
        *_show_ways_out(measured["ways out"]),
        *_show_wishes(measured["wishes"]),
        *_show_lost(measured["lost"]),
        *_show_plans(measured),
        *_show_large(measured["large"], measured["large limit"]),
    ]


def _show_why(asked: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [[_added(one), one["of"], len(one["named"]), _proven(one), *_cells(one)] for one in asked]
    peers = [
        [_added(one), len(one["named"]), *_named(one["once"]), *_named(one["one by one"]),
         times(one["one by one"]["seconds"] / one["median"])]
        for one in asked
    ]  # fmt: skip
    return [
        filled(
            "Why there is no plan (`explain`). Rules are taken apart, until each requirement speaks of one host or "
            'two. "Smallest" is a proof that no fewer requirements clash; where there is none, the library has used '
            f"all of its {LIMIT:g} s on it:"
        ),
        table(["added to the DI4C file", "requirements", "named", "proven", "least (s)", "median (s)", "MB"], rows),
        filled(
            "CP-SAT was asked the same as its documentation shows it, each requirement assumed by a literal of its "
            "own. Asked once, it names some that clash; asked again without one after the other, it comes to a set of "
            "which each is needed, though there may be a smaller one:"
        ),
        table(["added to the DI4C file", "this library names", "CP-SAT, once", "once (s)", "CP-SAT, one by one",
               "one by one (s)", "ratio"], peers),
        filled(
            "In brackets: how many of those named are not needed, each taken alone. The ratio is the time of CP-SAT, "
            f"one by one, divided by ours, which looks for a smallest set besides. {LIMIT:g} s at most; one worker, as "
            f"with more CP-SAT names all requirements. {_judgements(asked)}"
        ),
    ]  # fmt: skip


def _judgements(asked: Sequence[Mapping[str, Any]]) -> str:
    """Tell how many of the sets named were found to clash by another than who named them."""
    sets = [found for one in asked for found in (one, one["once"], one["one by one"]) if found["named"] is not None]
    clashing = sum(found["judged"]["clashes"] for found in sets)
    found = "all" if clashing == len(sets) else f"{clashing} of {len(sets)}"
    return f"What this library names was judged by CP-SAT, and the other way round: {found} were found to clash."


def _show_ways_out(asked: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [[_added(one), one["ways"], one["best"], *_cells(one)] for one in asked]
    return [
        "What would help (`repairs`), each way with a plan that was checked; five were asked for:",
        table(["added to the DI4C file", "ways", "the first one", "least (s)", "median (s)", "MB"], rows),
    ]


def _show_wishes(asked: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [[one["wish"], _granted(one), *_cells(one)] for one in asked]
    return [
        "Why a host does not host on a day (`why_not`), with the plan that would result:",
        table(["wish", "answer", "least (s)", "median (s)", "MB"], rows),
    ]


def _granted(one: Mapping[str, Any]) -> str:
    cost = ", ".join(one["changed"]) or "costs nothing"
    if not one["broken"]:
        return f"possible; {cost}"
    return f"breaks {one['broken']}, and {'no' if one['smallest'] else 'perhaps'} fewer would do; {cost}"


def _show_lost(asked: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [
        [one["name"].replace(", seed", " ·").replace("di4c", "DI4C"), level["unit"], f"{one['open']:,}", *_cells(level),
         f"{one['anew'] * one['open']:,.1f}", times(one["anew"] * one["open"] / level["median"])]
        for one in asked
        for level in one["levels"]
    ]  # fmt: skip
    return [
        "What every host on every day would cost (`regret`), on each goal level:",
        table(["network", "level", "open slots", "least (s)", "median (s)", "MB", "each anew (s)", "ratio"], rows),
        filled(
            "A dozen slots, drawn at random, were solved anew, each kept by a rule: on every level they lost what the "
            'table says. "Each anew" is their mean time multiplied by the number of open slots.'
        ),
    ]


def _show_plans(measured: Mapping[str, Any]) -> list[str]:
    anew, others, borne = measured["anew"], measured["others"], measured["borne"]
    rows = [
        ["Trikala comes in place of Limerick, all before 1 November stays (`replan`)",
         f"{anew['changed']} meetings change; the best plan of all would change {anew['anew']}", *_cells(anew)],
        ["which plans are as good as the best? (`alternatives`)",
         f"{others['plans']}, and {'no more' if others['complete'] else 'perhaps more'}", *_cells(others)],
        ["what can the plan bear? (`robustness`)",
         f"{borne['days']} other days for its meetings; {borne['losses']} plans without one of the hosts",
         *_cells(borne)],
    ]  # fmt: skip
    return [
        "What changes, and what else would do, for DI4C:",
        table(["question", "answer", "least (s)", "median (s)", "MB"], rows),
    ]


def _show_large(asked: Sequence[Mapping[str, Any]], limit: float) -> list[str]:
    rows = [
        [_added(one), f"{one['of']:,}", "–" if one["named"] is None else f"{len(one['named']):,}", _proven(one),
         _needed(one), seconds(one["median"]), f"{one['peak_mb']:,.0f}",
         "–" if one["once"]["named"] is None else f"{len(one['once']['named']):,}", seconds(one["once"]["seconds"])]
        for one in asked
    ]  # fmt: skip
    header = ["added", "requirements", "named", "proven", "needed", "seconds", "MB", "CP-SAT, once", "once (s)"]
    return [
        filled(
            "Why a large network has no plan: 40 made-up hosts in 28 months, half of them within some seven months, "
            f"half with three weeks when they cannot. {limit:g} s were allowed; one run each:"
        ),
        table(header, rows),
        filled(
            '"Not proven": the set named clashes, but some of it may not matter. "Needed": how many CP-SAT says are '
            f"needed, in {LIMIT / 2:g} s, of up to {MOST_JUDGED} named. CP-SAT, asked once, proves of what it names "
            "only that it clashes."
        ),
    ]


def _needed(one: Mapping[str, Any]) -> str:
    return f"{one['judged']['needed']}" if one["judged"]["clashes"] else "–"


def _added(one: Mapping[str, Any]) -> str:
    return str(one["name"].split(" + ")[1])


def _proven(one: Mapping[str, Any]) -> str:
    if one["named"] is None:
        return "no answer"
    return "smallest" if one["smallest"] else "each is needed" if one["minimal"] else "not proven"


def _named(one: Mapping[str, Any]) -> list[str]:
    """Return how many a peer names, how many of them in vain, and its time."""
    if one["named"] is None:
        return ["–", seconds(one["seconds"])]
    spare = one["judged"]["not needed"]
    return [f"{len(one['named'])} ({spare})" if spare else f"{len(one['named'])}", seconds(one["seconds"])]


def _cells(one: Mapping[str, Any]) -> list[str]:
    return [seconds(one["least"]), seconds(one["median"]), f"{one['peak_mb']:.0f}"]


SECTION = Section("answers", "Why, why not, what if", measure, show)
