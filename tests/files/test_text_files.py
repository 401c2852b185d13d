"""Text files that are not there, not text, or not small."""

from __future__ import annotations

import os
from threading import Thread

import pytest

from di4c_schedule.errors import ProblemError, ScheduleError
from di4c_schedule.files.text_files import LARGEST_FILE, read_text


@pytest.fixture
def file(tmp_path):
    def write(data):
        path = tmp_path / "file.txt"
        path.write_bytes(data)
        return path

    return write


def said(path, error=ProblemError):
    with pytest.raises(error) as caught:
        read_text(path, error)
    assert type(caught.value) is error
    (mistake,) = caught.value.mistakes
    assert mistake.error is error
    return str(mistake)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_text_is_read_with_and_without_a_mark(file, mark):
    assert read_text(file(mark + "Botoșani\r\nOulu\n".encode()), ProblemError) == "Botoșani\nOulu\n"


def test_an_empty_file_is_an_empty_text(file):
    assert read_text(file(b""), ProblemError) == ""


@pytest.mark.parametrize("error", [ProblemError, ScheduleError])
def test_a_missing_file_is_told_as_the_error_that_is_asked_for(tmp_path, error):
    assert said(tmp_path / "none.txt", error) == f"{tmp_path / 'none.txt'}: there is no such file"


def test_a_folder_is_told(tmp_path):
    assert said(tmp_path) == f"{tmp_path}: cannot be read: Is a directory"


def test_a_text_that_is_not_utf8_is_told_with_its_line(file):
    path = file(b"Oulu\nBoto\xbaani\n")
    assert said(path) == f"{path}, line 2: the file is not in UTF-8; open it in an editor and save it as UTF-8"


def test_the_largest_file_is_read_and_no_larger_one(file):
    assert len(read_text(file(b"x" * LARGEST_FILE), ProblemError)) == 5_000_000
    path = file(b"x" * (LARGEST_FILE + 1))
    assert said(path) == f"{path}: the file is larger than 5 MB"


def test_a_pipe_is_read_as_a_file_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(b"Oulu\n",), daemon=True)
    writer.start()
    assert read_text(pipe, ProblemError) == "Oulu\n"
    writer.join()
