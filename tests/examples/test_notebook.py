"""The notebook runs from the first cell to the last, and shows what its texts say."""

from __future__ import annotations

import os
import re
import shutil
import sys
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

import di4c_schedule
from tests.cli.command import environment
from tests.pages import Page

# the packages that run notebooks warn of each other, and on Windows of the event loop
pytestmark = [
    *(
        pytest.mark.filterwarnings(f"ignore::{kind}:{module}")
        for kind in ("DeprecationWarning", "PendingDeprecationWarning")
        for module in ("zmq", "tornado", "jupyter_client", "jupyter_core", "ipykernel", "nbclient", "traitlets")
    ),
    pytest.mark.filterwarnings("ignore:Proactor event loop:RuntimeWarning:zmq"),
]

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTEBOOK = EXAMPLES / "what_if.ipynb"
TIMEOUT = 300
"""Seconds after which a cell is taken for one that hangs."""

WHERE = "import sys; print(sys.executable); print(ds.__file__)"


def files_in(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.suffix != ".pyc"}


@pytest.fixture(scope="module")
def committed() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def executed(committed: nbformat.NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    """Run the notebook in a copy of its folder, by the interpreter and the package under test."""
    # imported here, where the filters above hold
    from ipykernel.kernelspec import write_kernel_spec
    from nbclient import NotebookClient

    home = tmp_path_factory.mktemp("notebook")
    examples = home / "examples"
    shutil.copytree(EXAMPLES, examples)
    write_kernel_spec(str(home / "jupyter" / "kernels" / "python3"))
    places = {"JUPYTER_PATH": "jupyter", "JUPYTER_RUNTIME_DIR": "runtime", "JUPYTER_CONFIG_DIR": "config",
              "JUPYTER_DATA_DIR": "data", "IPYTHONDIR": "ipython", "TMPDIR": "temporary"}  # fmt: skip
    for folder in places.values():
        (home / folder).mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for variable, folder in places.items():
            patch.setenv(variable, str(home / folder))
        notebook = deepcopy(committed)
        notebook.cells.append(new_code_cell(WHERE, id="where"))
        client = NotebookClient(
            notebook, timeout=TIMEOUT, kernel_name="python3", resources={"metadata": {"path": str(examples)}}
        )
        client.execute(env=environment() | {name: os.environ[name] for name in places})
    assert files_in(examples) == files_in(EXAMPLES)
    return notebook


def outputs(notebook: nbformat.NotebookNode, cell: str) -> list[nbformat.NotebookNode]:
    return next(one.outputs for one in notebook.cells if one.id == cell)


def shown(notebook: nbformat.NotebookNode, cell: str) -> Page:
    """Return what a cell shows, as HTML."""
    return Page("".join(output.data["text/html"] for output in outputs(notebook, cell)))


def test_the_committed_notebook_holds_no_outputs_and_nothing_of_a_computer(committed):
    assert committed.nbformat == 4
    assert committed.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in committed.cells:
        assert cell.metadata == {}
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    nbformat.validate(committed)


def test_it_ran_by_the_interpreter_and_the_package_under_test(executed):
    (told,) = outputs(executed, "where")
    assert told.text.splitlines() == [sys.executable, di4c_schedule.__file__]


def test_its_links_lead_somewhere(committed):
    links = [link for cell in committed.cells for link in re.findall(r"\]\(([^)]+)\)", cell.source)]
    assert links
    assert all((EXAMPLES / link).exists() for link in links)


def test_its_texts_are_short(committed):
    assert max(len(cell.source.split()) for cell in committed.cells if cell.cell_type == "markdown") <= 75


def test_every_cell_runs_and_warns_of_nothing(executed):
    for cell in executed.cells:
        kinds = {(output.output_type, output.get("name", "")) for output in cell.get("outputs", [])}
        assert kinds <= {("execute_result", ""), ("display_data", ""), ("stream", "stdout")}, cell.id


def test_every_answer_shows_itself(executed):
    for cell in (
        "plan",
        "why-not",
        "compare",
        "alternatives",
        "robustness",
        "replan",
        "explain",
        "conflicts",
        "repairs",
    ):
        page = shown(executed, cell)
        assert page.harmless
        assert "None" not in "".join(page.texts)


def test_the_week_is_possible_and_has_a_price(executed):
    page = shown(executed, "why-not")
    assert "Oulu hosts within 7 to 13 October 2019: this is possible, and it changes the goals." in page.texts
    assert ["2", "Meetings start at an even pace, as nearly as possible", "21", "26", "days"] in page.rows


def test_days_on_which_oulu_cannot_start_cost_nan(executed):
    # meetings start from Tuesday to Thursday
    (costs,) = [row for row in shown(executed, "days-of-oulu").rows if row[0] == "Oulu"]
    assert costs == ["Oulu", "NaN", "5.0", "7.0", "8.0", "NaN"]


@pytest.mark.parametrize("cell", ["cost-map", "timeline"])
def test_pictures_come_without_a_network(executed, cell):
    (output,) = outputs(executed, cell)
    assert set(output.data) == {"image/svg+xml", "text/plain"}
    assert "Roquetas de Mar" in output.data["image/svg+xml"]


def test_little_changes_when_the_hall_is_closed(executed):
    (told, _) = outputs(executed, "calendars")
    assert told.text == (
        "Saint-Quentin's meeting moves from Tue 19 to Wed 13 November 2019, 6 days earlier.\n"
        "The other 7 meetings stay as they are.\n"
    )


def test_there_is_a_calendar_for_everybody_and_one_for_each_partner(executed):
    (_, files) = outputs(executed, "calendars")
    assert len(re.findall(r"'[^']+\.ics'", files.data["text/plain"])) == 9


def test_the_clash_is_explained_by_name_and_repaired(executed):
    text = "\n".join(shown(executed, "explain").texts)
    assert "Oulu hosts within 3 to 6 February 2020" in text
    assert "Botoșani hosts within 4 to 7 February 2020" in text
    assert "Limerick hosts the first meeting" in shown(executed, "conflicts").texts
    best = shown(executed, "repaired")
    assert "let Oulu host from 23 January 2020, 11 days earlier" in best.texts
    assert ["1", "Messina", "Thu 5 September 2019", "Fri 6 September 2019"] in best.rows
