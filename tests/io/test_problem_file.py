"""Problems from TOML files: every key, every way to write it, every mistake with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from di4c_schedule import Di4cError, Network, Partner, Problem, ProblemError, Travel, goals, read_problem, rules

EXAMPLE = Path(__file__).parents[2] / "examples" / "di4c" / "network.toml"

HEAD = """\
name = "N"
lead = "Oulu"
first = 2019-09-02
last = 2019-12-20
"""

OULU = """
[[partners]]
name = "Oulu"
country = "FI"
lat = 65.01
lon = 25.47
timezone = "Europe/Helsinki"
"""

PARTNERS = (
    OULU
    + """
[[partners]]
name = "Messina"
country = "IT"
lat = 38.19
lon = 15.55
timezone = "Europe/Rome"
"""
)


@pytest.fixture
def read(tmp_path):
    """Read a problem from a text."""

    def ask(text):
        path = tmp_path / "network.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_problem(path)

    return ask


def rule(lines):
    return HEAD + PARTNERS + "[[rules]]\n" + lines


def test_the_example_is_the_problem_that_its_readme_describes():
    cities = {
        "Messina": "IT", "Roquetas de Mar": "ES", "Oulu": "FI", "Saint-Quentin": "FR", "Limerick": "IE",
        "Ventspils": "LV", "Portalegre": "PT", "Botoșani": "RO",
    }  # fmt: skip
    closed = {"Messina": ["2019-06-03"]}
    network = Network(
        "DI4C",
        [Partner(city, f"{city}, {country}", add_holidays=closed.get(city, [])) for city, country in cities.items()],
        lead="Messina",
    )
    assert read_problem(str(EXAMPLE)) == Problem(
        network,
        date(2019, 9, 2),
        date(2020, 3, 2),
        days=2,
        rules=[
            rules.Fixed("Botoșani", ("2020-02-01", "2020-02-29")),
            rules.First("Messina"),
            rules.StartOn(["Tue", "Wed", "Thu"]),
            rules.TravelSpacing(rest=5),
            rules.Unavailable(("2019-12-16", "2020-01-12"), reason="winter break"),
        ],
        goals=[goals.FewestHolidayClashes(level=1), goals.EvenRhythm(level=2), goals.ShortestTour(level=3)],
    )


def test_every_key_of_the_file_and_of_a_partner_is_read(read):
    problem = read("""
        name = "All"
        lead = "Oulu"
        first = 2019-09-02
        last = "2019-12-20"
        days = 3
        meetings = 1
        default_rules = false
        travel = {bands = [[500, 0], [900, 2]], beyond = 3}
        [[partners]]
        name = "Oulu"
        place = "Messina, IT"
        city = "Oulu-Oulunsalo"
        country = "ES"
        subdivision = "AN"
        lat = 65
        lon = 25.5
        timezone = "Europe/Helsinki"
        region = "North"
        delegation = 4
        email = "oulu@example.org"
        add_holidays = [2019-10-01, "2019-10-02"]
        remove_holidays = ["2019-10-12"]
        """)
    partner = problem.network["Oulu"]
    assert (partner.city, partner.country, partner.subdivision) == ("Oulu-Oulunsalo", "ES", "AN")
    assert (partner.lat, partner.lon, partner.timezone) == (65.0, 25.5, "Europe/Helsinki")
    assert (partner.region, partner.delegation, partner.email) == ("North", 4, "oulu@example.org")
    assert partner.add_holidays == (date(2019, 10, 1), date(2019, 10, 2))
    assert partner.remove_holidays == (date(2019, 10, 12),)
    assert problem == Problem(
        Network("All", [partner], lead="Oulu"), date(2019, 9, 2), date(2019, 12, 20), days=3, meetings=1,
        default_rules=False, travel=Travel([(500, 0), (900, 2)], beyond=3),
    )  # fmt: skip
    assert problem.rules == ()


def test_what_is_left_out_has_the_values_of_the_reference(read):
    problem = read(HEAD + PARTNERS)
    assert (problem.days, problem.meetings, problem.goals) == (1, 2, ())
    assert problem.rules == (rules.Hosting(), rules.Weekdays(), rules.HostHolidays())
    assert problem.travel == Travel(((300, 0), (2500, 1)), beyond=2)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ('kind = "at_least"\ncount = 1\ndates = "2019-10"', rules.AtLeast(1, "2019-10")),
        ('kind = "at_most"\ncount = 1\ndates = "each month"', rules.AtMost(1, "each month")),
        ('kind = "attendance"\nquorum = 2\ntravel_days = true', rules.Attendance(2, travel_days=True)),
        ('kind = "avoid"\nevent = "fair"\ndates = "2019-10"', rules.Avoid("fair", "2019-10")),
        ('kind = "before"\npartner = "Oulu"\nother = "Messina"', rules.Before("Oulu", "Messina")),
        ('kind = "end_by"\nweekday = "Thursday"', rules.EndBy("Thu")),
        ('kind = "first"\npartner = "Oulu"', rules.First("Oulu")),
        ('kind = "host_holidays"\nbridge_days = true', rules.HostHolidays(bridge_days=True)),
        ('kind = "hosting"\npartner = "Oulu"\nat_least = 0\nat_most = 2', rules.Hosting("Oulu", 0, 2)),
        ('kind = "last"\npartner = "Oulu"', rules.Last("Oulu")),
        ('kind = "must_attend"\npartner = "Oulu"', rules.MustAttend("Oulu")),
        ('kind = "near"\nevent = "fair"\ndates = "2019-10"\nwithin = 0', rules.Near("fair", "2019-10", 0)),
        ('kind = "not_in_a_row"\nby = "country"', rules.NotInARow(by="country")),
        ('kind = "in_turn"\ngroups = [["Oulu", "Messina"]]\nk = 2', rules.InTurn([["Oulu", "Messina"]], 2)),
        ('kind = "in_turn"\ngroups = "country"\nk = 3', rules.InTurn("country", 3)),
        ('kind = "position"\npartner = "Oulu"\nposition = 2', rules.Position("Oulu", 2)),
        ('kind = "spacing"\nat_least = 7\nat_most = 60', rules.Spacing(7, 60)),
        ('kind = "start_on"\nweekdays = "Tue"', rules.StartOn(["Tue"])),
        ('kind = "travel_spacing"\nstraight_on = ["Oulu"]', rules.TravelSpacing(0, ["Oulu"])),
        ('kind = "weekdays"\nweekdays = ["Sat"]', rules.Weekdays(["Sat"])),
    ],
)
def test_a_rule_of_the_file_is_the_class_with_its_arguments(read, text, same):
    assert read(rule(text)).given_rules == (same,)


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ('"2019-10"', "2019-10-01", "2019-10-31"),
        ('"2019-W41"', "2019-10-07", "2019-10-13"),
        ('"2019-10-07"', "2019-10-07", "2019-10-07"),
        ("2019-10-07", "2019-10-07", "2019-10-07"),
        ('"2019-10-07..2019-10-11"', "2019-10-07", "2019-10-11"),
        ('" 2019-10-07 .. 2019-10-11 "', "2019-10-07", "2019-10-11"),
        ("[2019-10-07, 2019-10-11]", "2019-10-07", "2019-10-11"),
        ('[2019-10-07, "2019-10-11"]', "2019-10-07", "2019-10-11"),
    ],
)
def test_dates_are_written_in_many_ways(read, dates, first, last):
    fixed = read(rule(f'kind = "fixed"\npartner = "Oulu"\ndates = {dates}')).given_rules[0]
    assert (str(fixed.dates.first), str(fixed.dates.last)) == (first, last)


def test_partners_that_cannot_be_read_make_no_name_unknown_and_no_quorum_too_large(read):
    rules = '[[rules]]\nkind = "first"\npartner = "Oulu"\n[[rules]]\nkind = "attendance"\nquorum = 2\n'
    with pytest.raises(ProblemError) as caught:
        read(HEAD + 'partners = "partners.csv"\n' + rules)
    assert [mistake.message for mistake in caught.value.mistakes] == ["there is no such file"]


def test_a_quorum_counts_partners_that_have_mistakes_of_their_own(read):
    text = rule('kind = "attendance"\nquorum = 3\n').replace('name = "Messina"', "name = 7")
    with pytest.raises(ProblemError) as caught:
        read(text)
    assert [mistake.key for mistake in caught.value.mistakes] == ["partners[2].name", "rules[1].quorum"]
    with pytest.raises(ProblemError) as caught:
        read(text.replace("quorum = 3", "quorum = 2"))
    assert [mistake.key for mistake in caught.value.mistakes] == ["partners[2].name"]


def test_a_goal_of_the_file_is_the_class_with_its_arguments(read):
    text = '[[goals]]\nkind = "prefer"\nweekdays = ["Tue"]\nlevel = 2\nweight = 3\n[[goals]]\nkind = "late"\n'
    assert read(HEAD + PARTNERS + text).goals == (goals.Prefer(weekdays=["Tue"], level=2, weight=3), goals.Late())


def test_inline_tables_are_tables(read):
    text = """
partners = [
    {name = "Oulu", country = "FI", lat = 65.01, lon = 25.47, timezone = "Europe/Helsinki"},
    {name = "Messina", country = "IT", lat = 38.19, lon = 15.55, timezone = "Europe/Rome"},
]
rules = [{kind = "first", partner = "Messina"}]
goals = [{kind = "early"}]
"""
    same = rule('kind = "first"\npartner = "Messina"\n[[goals]]\nkind = "early"\n')
    assert read(HEAD + text) == read(same)


@pytest.mark.parametrize("change", [lambda b: b.replace(b"\n", b"\r\n"), lambda b: b"\xef\xbb\xbf" + b])
def test_files_of_windows_are_read(read, change):
    assert read(change(EXAMPLE.read_bytes())) == read_problem(EXAMPLE)


def test_a_name_may_be_written_with_spaces_or_combining_accents(read):
    text = rule('kind = "first"\npartner = "Botoșani"').replace('"Messina"', '" Botos\u0326ani "')
    assert read(text).network.names == ["Oulu", "Botoșani"]


TOKENS = st.sampled_from([
    "[[partners]]\n", "[[rules]]\n", "[[goals]]\n", "[travel]\n", "[rules]\n", "bands = [[1, 2]]", "partners",
    "kind = ", "dates = ", "name = ", "lead = ", "first = ", "last = ", "place = ", '"Oulu, FI"', '"fixed"', '"early"',
    "07:32:00", "1979-05-27T07:32:00Z", "0001-01-01", "9999-12-31", "2019-10-07", '"2019-10"', '"0001"', '"9999-W52"',
    "inf", "nan", "1e400", "-1", "10" * 30, "true", "[", "]", "{", "}", "[[", "]]", '"', "'", '"""', "'''", "\\", "#",
    ",", ".", "=", "\n", "\r", "\0", "\ufeff", "\u202e", "é", "\U0001f389", "[]", '[""]', "{}",
])  # fmt: skip

READS = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=100)


def gives_a_problem_or_says_what_is_wrong(read, text):
    try:
        answer = read(text)
    except Di4cError as error:
        answer = error
    assert isinstance(answer, (Problem, ProblemError))
    assert isinstance(answer, Problem) or answer.mistakes
    assert all(mistake.message and mistake.file for mistake in getattr(answer, "mistakes", []))


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@READS
@given(st.lists(TOKENS | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_is_a_problem_or_a_list_of_mistakes(read, text):
    gives_a_problem_or_says_what_is_wrong(read, text)


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@READS
@given(st.binary(max_size=40))
@example(b"a = " + b"[" * 5000)
def test_any_bytes_are_a_problem_or_a_list_of_mistakes(read, data):
    gives_a_problem_or_says_what_is_wrong(read, data)


@st.composite
def mutations(draw):
    """Return the example without its notes, here and there cut, doubled, or overwritten."""
    text = "\n".join(line.partition("#")[0].rstrip() for line in EXAMPLE.read_text(encoding="utf-8").splitlines())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = start + draw(st.sampled_from([0, 1, 2, 5, 30, 200]))
        text = text[:start] + draw(st.just(text[start:end] * 2) | TOKENS | st.just("")) + text[end:]
    return text


@pytest.mark.filterwarnings("ignore::di4c_schedule.errors.ProblemWarning")
@READS
@given(mutations())
def test_a_spoilt_example_is_a_problem_or_a_list_of_mistakes(read, text):
    gives_a_problem_or_says_what_is_wrong(read, text)


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_window_at_the_end_of_the_calendar_is_a_mistake(read, year):
    with pytest.raises(ProblemError, match="network.toml"):
        read(f'name = "N"\nlead = "Oulu"\nfirst = {year}-01-01\nlast = {year}-12-31\n' + PARTNERS)
