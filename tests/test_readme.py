"""The README's Python lines run as they stand, and its commands are the two that are promised."""

import re
from pathlib import Path

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_python_lines_run_and_write_calendars(tmp_path, monkeypatch, capsys):
    (tmp_path / "examples").symlink_to(Path("examples").resolve())
    monkeypatch.chdir(tmp_path)
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102
    printed = capsys.readouterr().out
    assert "OPTIMAL" in printed
    assert "Independence Day" in printed
    assert len(list(Path("calendars").glob("*.ics"))) == 9


def test_two_shell_blocks_are_all_the_set_up():
    plan, tests = blocks("sh")
    assert "di4c-schedule plan examples/di4c/network.toml" in plan
    assert "pytest" in tests
    assert "[test]" in tests


def test_every_link_leads_to_a_file():
    for target in re.findall(r"\]\((?!http)([^)#]+)", README):
        assert (Path(__file__).parent.parent / target).exists(), target
