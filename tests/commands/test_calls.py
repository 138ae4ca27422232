"""`calls`: what callers found gets to where it belongs, and the call sheet has every number once, as it is dialled."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

from handouts.products.loading import load_data
from handouts.sources.calls import read_calls
from tests.build.small import FONTS, Project, Said, run

DAY = "2026-03-02"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    project = Project(tmp_path, cities=("nogales",))
    project.write()
    return project.data


def calls(data: Path, *arguments: str) -> Said:
    return run("calls", *arguments, "--data", str(data))


def days(data: Path) -> dict[str, str]:
    found = {}
    directory = load_data(data).directory
    for holder in (*directory.groups, *directory.cities):
        for organisation in holder.organisations:
            for number in organisation.numbers:
                if number.verified:
                    found[str(number.number)] = number.verified.isoformat()
    return found


@pytest.mark.parametrize("typed", ["+52 631 316 2086", "011 52 631 316 2086", "631 316 2086", "+526313162086"])
def test_a_number_that_works_gets_its_day(data: Path, typed: str) -> None:
    before = (data / "directory.yaml").read_text(encoding="utf-8")
    said = calls(data, "ok", typed, "--on", DAY, "--by", "Ana")
    assert said.code == 0, said.err
    assert days(data) == {"+526313162086": DAY}
    after = (data / "directory.yaml").read_text(encoding="utf-8")
    assert after.replace(f", verified: {DAY}", "") == before
    assert not (data / "calls.yaml").exists()
    assert "verified" in said.out


def test_an_earlier_call_leaves_a_later_day(data: Path) -> None:
    calls(data, "ok", "+52 631 316 2086", "--on", DAY)
    calls(data, "ok", "+52 631 316 2086", "--on", "2026-01-01")
    assert days(data) == {"+526313162086": DAY}


def test_a_wrong_number_is_kept_apart(data: Path) -> None:
    before = (data / "directory.yaml").read_bytes()
    said = calls(data, "wrong", "(520) 287-2370", "--on", DAY, "--by", "Ana", "--note", 'A shop: "no".')
    assert said.code == 0, said.err
    assert (data / "directory.yaml").read_bytes() == before
    (call,) = read_calls(data)
    assert (call.number, call.result, call.by, call.note) == ("+15202872370", "wrong", "Ana", 'A shop: "no".')
    calls(data, "wrong", "(520) 287-2370", "--on", "2026-03-04")
    assert [each.on.isoformat() for each in read_calls(data)] == [DAY, "2026-03-04"]
    assert "1 did not work when last called" in run("check", "--data", str(data), "--fonts", str(FONTS)).out


def test_wrong_takes_back_that_it_worked_on_that_day(data: Path) -> None:
    before = (data / "directory.yaml").read_bytes()
    calls(data, "ok", "(520) 287-2370", "--on", DAY)
    assert days(data) == {"+15202872370": DAY}
    assert calls(data, "wrong", "(520) 287-2370", "--on", DAY).code == 0
    assert (data / "directory.yaml").read_bytes() == before


def test_a_number_that_there_is_not(data: Path) -> None:
    said = calls(data, "ok", "+1 520 555 2370")
    assert said.code == 2
    assert "perhaps +15202872370" in said.err


def test_a_day_that_has_not_come(data: Path) -> None:
    assert calls(data, "ok", "+52 631 316 2086", "--on", "2999-01-01").code == 2


def test_a_list_of_calls(data: Path, tmp_path: Path) -> None:
    listed = tmp_path / "found.csv"
    listed.write_text(
        f"Number;Result;On;By;Note\n+52 631 316 2086;works;{DAY};Ana;\n(520) 287-2370;no answer;{DAY};Ana;x\n",
        encoding="utf-8-sig",
    )
    said = calls(data, "record", str(listed))
    assert said.code == 0, said.err
    assert days(data) == {"+526313162086": DAY}
    assert [(each.number, each.result) for each in read_calls(data)] == [("+15202872370", "no-answer")]


def test_a_list_with_a_mistake_records_nothing(data: Path, tmp_path: Path) -> None:
    listed = tmp_path / "found.csv"
    listed.write_text("number,result\n+52 631 316 2086,works\n+1 520 555 0000,works\n631,maybe\n", encoding="utf-8")
    said = calls(data, "record", str(listed))
    assert said.code == 2
    assert f"{listed}:4:1: there is no result" in said.err
    assert days(data) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"number,result\r631 316 2086,works\r",
        "number;result;by\r\n631 316 2086;works;José\r\n".encode("cp1252"),
        "number,result,by\r\n631 316 2086,works,José\r\n".encode("utf-16"),
        "\ufeffnumber,result,,\r\n٦٣١ ٣١٦ ٢٠٨٦,works,,\r\n".encode(),
        "number,result\n631\u00a0316\u00a02086,works\n".encode(),
    ],
    ids=["line ends of old Macs", "Windows-1252", "UTF-16", "other digits", "spaces that do not break"],
)
def test_lists_as_spreadsheet_programs_save_them(content: bytes, data: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    said = calls(data, "record", str(tmp_path / "list.csv"))
    assert said.code == 0, said.err
    assert list(days(data)) == ["+526313162086"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("number,result,note\n631 316 2086,wrong,a man, not them\n", "more cells than the first line"),
        ("number,number,result\n631 316 2086,520 287 2370,works\n", "two columns are called number"),
        (f"number,result,note\n631 316 2086,wrong,{'x' * 140_000}\n", "is no CSV"),
        (f"number,result,note\n631 316 2086,wrong,{'x' * 3_000}\n", "note: "),
        ("number,result\n6.31316E+09,works\n", "no printed number is 6.31316E+09"),
    ],
    ids=["comma", "two columns", "no end", "long", "rounded"],
)
def test_a_list_that_would_lose_something_records_nothing(content: str, why: str, data: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(content, encoding="utf-8")
    before = (data / "directory.yaml").read_bytes()
    said = calls(data, "record", str(tmp_path / "list.csv"))
    assert (said.code, why in said.err) == (2, True), said.err
    assert (data / "directory.yaml").read_bytes() == before
    assert not (data / "calls.yaml").exists()


def test_a_note_of_several_lines_becomes_one(data: Path) -> None:
    assert calls(data, "wrong", "631 316 2086", "--on", DAY, "--note", 'said: "no"\n# never').code == 0
    assert [call.note for call in read_calls(data)] == ['said: "no" # never']


def test_calls_that_can_not_be_read_are_a_problem_of_the_data(data: Path) -> None:
    (data / "calls.yaml").write_text("- {number: +1 520, result: perhaps, on: 2026-01-01}\n", encoding="utf-8")
    said = run("check", "--data", str(data), "--fonts", str(FONTS))
    assert said.code == 2
    assert "calls.yaml:1:" in said.err


def test_check_says_how_many_are_verified(data: Path) -> None:
    calls(data, "ok", "+52 631 316 2086", "--on", "2025-01-01")
    said = run("check", "--data", str(data), "--fonts", str(FONTS)).out
    found = run("check", "--json", "--data", str(data), "--fonts", str(FONTS)).document["calls"]
    assert (found["verified"], found["since"], found["old"], found["doubted"]) == (1, "2025-01-01", 1, 0)
    assert re.search(r"1 of \d+ numbers are verified, the oldest on January 1, 2025; 1 longer than 180 days ago", said)


def test_the_call_sheet_has_every_number_once_as_it_is_dialled(data: Path, tmp_path: Path) -> None:
    found = {}
    for country in ("US", "MX"):
        out = tmp_path / f"{country}.pdf"
        said = calls(data, "--from", country, "--out", str(out), "--fonts", str(FONTS))
        assert said.code == 0, said.err
        found[country] = Counter(extract_text(io.BytesIO(out.read_bytes())).splitlines())
    assert found["US"]["011 52 631 316 2086"] == 1
    assert found["US"]["(520) 287-2370"] == 1
    assert found["MX"]["631 316 2086"] == 1
    assert found["MX"]["00 1 520 287 2370"] == 1
    assert found["MX"]["dial from Mexico"] >= 1
    assert found["MX"]["USA: 011 52 631 316 2086"] == 1, "no number is broken at the end of a line"
    assert found["US"]["from Mexico: 00 1 520 287 2370"] == 1
