"""Names of partners become names of files that every system takes."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from di4c_schedule.files.file_names import file_stem, file_stems


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Oulu", "Oulu"),
        ("Roquetas de Mar", "Roquetas de Mar"),
        ("Saint-Quentin", "Saint-Quentin"),
        ("Frankfurt (Oder)", "Frankfurt (Oder)"),
        ("Botoșani", "Botosani"),
        ("Botos\u0326ani", "Botosani"),
        ("Łódź", "Lodz"),
        ("Tromsø", "Tromso"),
        ("Gießen", "Giessen"),
        ("Þórshöfn", "Thorshofn"),
        ("Σέρρες", "Σέρρες"),
        ("София", "София"),
        ("東京", "東京"),
        ("हिन्दी", "हिन्दी"),
        ("ＡＢ", "AB"),
        ("L'Aquila", "L-Aquila"),
        ("L’Aquila", "L-Aquila"),
        ("Smith & Sons", "Smith - Sons"),
        ("City of Oulu, Finland", "City of Oulu- Finland"),
        ("two  spaces", "two spaces"),
        ("zero\u200bwidth", "zerowidth"),
        ("Oulu ❤️", "Oulu"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\x", "x"),
        ("C:\\x", "C-x"),
        ("/x", "x"),
        ("~root", "root"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("trailing. . ", "trailing"),
        ('<b>"x"</b>*?|', "b-x-b"),
    ],
)
def test_a_name_stays_readable_and_loses_what_is_dangerous(name, stem):
    assert file_stem(name) == stem


@pytest.mark.parametrize(
    "name", ["CON", "con", "Prn", "AUX", "NUL", "COM1", "lpt9", "COM¹", "nul.txt", "con.a.b", "nul .x"]
)
def test_devices_of_windows_are_put_behind_a_word(name):
    assert file_stem(name).startswith("partner-")


def test_the_file_of_the_network_is_no_partners():
    assert file_stem("network") == "partner-network"
    assert file_stem("Network!") == "partner-Network"
    assert file_stem("Networks") == "Networks"


@pytest.mark.parametrize("name", ["🎉", "❤️", "...", "..", "/", "'", "\u200d", "\u0301"])
def test_a_name_without_letters_gets_digits_of_its_own(name):
    assert re.fullmatch("partner-[0-9a-f]{6}", file_stem(name))


@pytest.mark.parametrize("letter", ["x", "é", "東", "😀", "ﷺ"])
def test_200_letters_fit_into_a_file_system(letter):
    assert len(file_stem(letter * 200).encode()) <= 100


def test_a_cut_never_ends_in_a_space_or_inside_a_letter():
    assert file_stem("x" * 99 + " yz") == "x" * 99
    assert file_stem("東" * 200) == "東" * 33


def test_names_that_would_share_a_file_are_told_apart():
    stems = file_stems(["São João", "Sao Joao", "SÃO JOÃO!", "Oulu"])
    assert stems["Oulu"] == "Oulu"
    assert stems["Sao Joao"] == "Sao Joao"
    assert re.fullmatch("Sao Joao-[0-9a-f]{6}", stems["São João"])
    assert re.fullmatch("SAO JOAO-[0-9a-f]{6}", stems["SÃO JOÃO!"])


def test_a_name_that_looks_like_the_way_out_does_not_matter():
    other = file_stems(["São João", "Sao Joao"])["São João"]
    stems = file_stems(["São João", "Sao Joao", other])
    assert stems[other] == other
    assert len(set(stems.values())) == 3


NAMES = st.lists(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200)
    | st.sampled_from(["network", "Network!", "NUL", "con.x", "Sao", "São", "SAO", "sa\u0303o", "..", "partner", "😀"]),
    unique=True,
    max_size=12,
)


@given(NAMES)
def test_all_names_are_safe_and_differ_on_file_systems_without_capitals(names):
    stems = file_stems(names)
    keys = [unicodedata.normalize("NFD", stem.casefold()) for stem in stems.values()]
    assert list(stems) == names
    assert len(set(keys)) == len(names)
    for stem in stems.values():
        assert stem
        assert stem.casefold() != "network"
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', stem)
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d) *(\.|$)", stem, re.IGNORECASE)
        assert stem == stem.strip(" .")
        assert not stem.startswith((".", "-"))
        assert len(stem.encode()) <= 180


@given(NAMES)
def test_the_order_of_the_names_does_not_matter(names):
    assert file_stems(names) == file_stems(reversed(names))
