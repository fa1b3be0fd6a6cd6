from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import duckdb
import pytest
from click.testing import CliRunner

from faktenlage.surfaces import faults
from faktenlage.surfaces.figures import files as figures_files
from faktenlage.surfaces.figures.commands import figures
from tests.series.conftest import COLUMNS, origin

TODAY = "2026-11-22"
PROGRAM = [sys.executable, "-c", "from faktenlage.surfaces.figures.commands import figures; figures()"]
posix = pytest.mark.skipif(os.name != "posix", reason="signals and /dev are of POSIX")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, without releases, and a terminal of a known width."""
    monkeypatch.setenv("FAKTENLAGE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path / "home"


def run(*arguments: str, as_of: str | None = TODAY):
    day = ["--as-of", as_of] if as_of else []
    return CliRunner().invoke(figures, [*arguments, *day])


def printed(*arguments: str, as_of: str | None = TODAY) -> str:
    done = run(*arguments, as_of=as_of)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def shown(*arguments: str, as_of: str | None = TODAY):
    return json.loads(printed(*arguments, "--json", as_of=as_of))


def own_release(place: Path, key: str, rows: list[list[str]], **changes: str) -> None:
    """A release of the user's own, in the domain of NATO."""
    folder = place / "releases" / "nato_defence" / key
    folder.mkdir(parents=True)
    with (folder / "observations.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *rows])
    (folder / "origin.toml").write_text(origin(key, **changes), encoding="utf-8")


def test_history_tells_the_path_of_germany_2024():
    found = shown("history", "DEU", "2024")
    assert [(step["released"], step["printed"], step["kind"]) for step in found["steps"]] == [
        ("2024-02-14", "2.01", "first"),
        ("2024-06-17", "2.12", "revised"),
        ("2025-04-24", "2.10", "revised"),
        ("2025-08-28", "2.00", "revised"),
        ("2026-07-07", "2.00", "redefined"),
    ]
    assert found["steps"][1]["value"] == "2.118977"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Germany 2024: ", "14 February 2024", "2.01 e", "+0.11", "new definition: core defence expenditure"]),
        (
            "de",
            ["Deutschland 2024: ", "14. Februar 2024", "2,01 e", "+0,11", "neue Abgrenzung: Kernverteidigungsausgaben"],
        ),
    ],
)
def test_history_is_a_table_and_a_plot_in_the_language(language: str, told: list[str]):
    page = printed("history", "Germany", "2024", "--in", language)
    assert all(words in page for words in told)
    assert page.count("○") == 4
    assert max(map(len, page.splitlines())) <= 100


@pytest.mark.parametrize("columns", ["60", "120"])
@pytest.mark.parametrize(
    "command",
    [
        ["history", "DEU", "2024", "--in", "de"],
        ["diff", "2024-06-17", "2025-08-28"],
        ["list"],
        ["show"],
        ["show", "DEU"],
        ["revisions"],
    ],
)
def test_pages_fit_the_terminal(command: list[str], columns: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", columns)
    page = printed(*command)
    assert max(map(len, page.splitlines())) <= int(columns)
    assert "…" not in page  # nothing is cut off
    assert "\x1b[" not in page


def test_history_draws_pictures_that_are_always_the_same(tmp_path: Path):
    drawn = []
    for name in ("a", "b"):
        svg, png = tmp_path / f"{name}.svg", tmp_path / f"{name}.png"
        run("history", "DEU", "2024", "--svg", str(svg), "--png", str(png), "--theme", "dark")
        drawn.append((svg.read_bytes(), png.read_bytes()))
    assert drawn[0] == drawn[1]
    assert [path.name for path in sorted(tmp_path.glob("*.*"))] == ["a.png", "a.svg", "b.png", "b.svg"]


def test_what_was_not_yet_known_is_one_sentence():
    page = printed("history", "DEU", "2024", as_of="2024-02-13")
    assert page.splitlines()[1] == "No figure for this is known on 13 February 2024."
    assert shown("history", "DEU", "2024", as_of="2024-02-13")["steps"] == []


def test_diff_tells_moves_thresholds_and_ranks():
    (found,) = shown("diff", "2024-06-17", "2025-08-28")["differences"]
    crossed = {
        (one["threshold"], one["area"], one["meets_it"])
        for one in found["thresholds"]["crossed"]
        if one["year"] == 2024
    }
    below = {("2", area, False) for area in ("ALB", "BGR", "MKD", "MNE", "SVK")}
    assert crossed == below | {("3", "GRC", False), ("3", "LTU", True)}
    assert found["moves"][0] | {"delta": "-0.34", "area": "GRC", "year": 2024} == found["moves"][0]
    assert {"area": "SWE", "year": 2024, "before": 14, "after": 9} in found["ranks"]
    page = printed("diff", "2024-06-17", "2025-08-28", "--limit", "3")
    for words in (
        "228 of 363 figures",
        "23 of 31  18 of 31",
        "3 of 228 moves",
        "Ranks changed in 2024 (of the 31 areas",
    ):
        assert words in page


def test_diff_says_that_a_definition_changed():
    page = printed("diff", "2025-08-28-expenditure", "2026-07-07-expenditure")
    assert "The definition differs: defence expenditure / core defence expenditure." in " ".join(page.split())
    (found,) = shown("diff", "2025-08-28", "2026-07-07")["differences"]
    assert found["redefined"]
    assert {one["kind"] for one in found["moves"]} == {"redefined"}


def test_diff_of_all_measures_leaves_out_what_has_no_newer_release():
    found = shown("diff", "2024-06-17", "2025-08-28", "--measure", "all", "--domain", "nato_defence")["differences"]
    assert all(one["before"]["key"] != one["after"]["key"] for one in found)
    assert "defence.share" in {one["measure"] for one in found}


@pytest.mark.parametrize(
    ("days", "words"),
    [(("2024-06-17", "2024-07-01"), "the same release"), (("2024-03-01", "2024-03-14"), "no figure of this in common")],
)
def test_diff_of_nothing_is_a_sentence(days: tuple[str, str], words: str):
    assert words in printed("diff", *days)


def test_show_ranks_the_members_by_one_release():
    found = shown("show", "NATO", "2024", as_of="2024-11-22")
    assert found["release"] == "2024-06-17-expenditure"
    assert [(cell["area"], cell["printed"], cell["rank"]) for cell in found["cells"][:5]] == [
        ("POL", "4.12", 1),
        ("EST", "3.43", 2),
        ("USA", "3.38", 3),
        ("LVA", "3.15", 4),
        ("GRC", "3.08", 5),
    ]
    assert found["missing"] == ["ISL"]
    assert "2.12 e" in printed("show", "NATO", "2024", as_of="2024-11-22")


@pytest.mark.parametrize("order", [["DEU", "2023..2024", "defence.share"], ["defence.share", "2023..2024", "Germany"]])
def test_words_of_show_may_stand_in_any_order(order: list[str]):
    assert [(cell["year"], cell["printed"]) for cell in shown("show", *order)["cells"]] == [
        (2023, "1.60"),
        (2024, "2.00"),
    ]


def test_show_without_words_is_the_newest_section():
    found = shown("show", as_of="2024-11-22")
    assert (found["measure"], found["among"], found["year"]) == ("defence.share", "NATO", 2024)


def test_a_group_over_years_is_its_own_row():
    assert len(shown("show", "NATO", "2023..2024")["cells"]) == 2


def test_a_group_of_another_domain_is_known_as_it_is_to_questions():
    found = shown("show", "economy.gdp.usd", "nato", "2023")
    assert (found["among"], len(found["cells"])) == ("NATO", 31)
    assert {cell["area"] for cell in shown("show", "defence.share", "G7", "2024")["cells"]} >= {"DEU", "USA", "CAN"}


def test_revisions_are_sorted_by_size():
    sizes = [abs(float(one["largest"])) for one in shown("revisions", "--year", "2024")["revisions"]]
    assert sizes == sorted(sizes, reverse=True)
    page = printed("revisions", "--year", "2024", "--limit", "2")
    assert re.search(r"Albania +2024 +2\.03 +1\.35\* +4 +-0\.34", page)
    assert "2 of " in page


def test_list_tells_own_from_shipped(place: Path):
    row = ["defence.share", "DEU", "2027", "3.00", "%", "forecast", "mine"]
    own_release(place, "2026-11-01-mine", [row])
    kept = {one["key"]: one["origin"] for one in shown("list", "--domain", "nato_defence")["releases"]}
    assert kept["2026-11-01-mine"] == "own"
    assert kept["2024-06-17-expenditure"] == "shipped"
    assert "3.00 f" in printed("show", "DEU")
    assert "2026-11-01-mine" not in printed("list", as_of="2026-10-31")


def test_sources_give_licence_and_checksums():
    (found,) = [one for one in shown("sources")["releases"] if one["key"] == "2024-06-17-expenditure"]
    assert found["citation"].startswith("NATO, ")
    assert found["url"].startswith("https://www.nato.int/")
    assert len(found["sha256"]) == 64
    page = printed("sources", "--domain", "nato_defence")
    assert f"sha256 {found['sha256']}" in page
    assert found["licence"] in page


@pytest.mark.parametrize(
    ("command", "near"),
    [
        (["show", "defence.shar"], "defence.share"),
        (["show", "Gremany"], "Germany"),
        (["history", "NAOT", "2024"], "NATO"),
        (["history", "DEU", "2024", "--measure", "defense.share"], "defence.share"),
        (["list", "--domain", "nato_defense"], "nato_defence"),
        (["diff", "2024-06-17-expenditur", "2025-08-28"], "2024-06-17-expenditure"),
        (["export", "--release", "2024-06-17"], "2024-06-17-expenditure"),
        (["export", "--group", "NATO_EUROP"], "NATO_EUROPE"),
        (["revisions", "--measure", "gdp.us"], "gdp.usd"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(command: list[str], near: str):
    done = run(*command)
    assert done.exit_code == faults.INPUT
    assert f"did you mean '{near}'?" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["show", "2024..2014"], "ends before it begins"),
        (["show", "DEU", "POL"], "is a second area beside 'DEU'"),
        (["history", "DEU", "MMXXIV"], "Invalid value for 'YEAR'"),
        (["diff", "2001-01-01", "2024-07-01"], "the first is of 2016-07-04"),
        (["export", "--release", "x", "--all-releases"], "exclude each other"),
        (["revisions", "--year", "twenty"], "neither a year nor a span"),
        (["diff", "2024-06-17", "2025-08-28", "--threshold", "NaN"], "is not a number"),
        (["history", "DEU", "2024", "--in", "tlh"], "is not a language of this program"),
    ],
)
def test_what_makes_no_sense_is_told(command: list[str], words: str):
    done = run(*command)
    assert done.exit_code == faults.INPUT
    assert words in " ".join(done.stderr.split())


def test_a_day_that_is_none_is_told():
    assert "'yesterday' is not a day" in run("list", as_of="yesterday").stderr


def test_export_writes_what_was_known_on_the_day():
    wanted = ["export", "--measure", "defence.share", "--area", "DEU", "--years", "2023..2024"]
    lines = list(csv.DictReader(io.StringIO(printed(*wanted, as_of="2024-11-22"))))
    assert [(line["period"], line["value"], line["release"]) for line in lines] == [
        ("2023", "1.640368", "2024-06-17-expenditure"),
        ("2024", "2.118977", "2024-06-17-expenditure"),
    ]


def test_export_of_all_releases_is_the_path():
    wanted = ["export", "--measure", "defence.share", "--area", "DEU", "--years", "2024", "--all-releases"]
    lines = list(csv.DictReader(io.StringIO(printed(*wanted))))
    assert [line["value"] for line in lines] == ["2.01", "2.118977", "2.1", "2.003724285", "2.0"]


@pytest.mark.parametrize("form", figures_files.FORMATS)
def test_a_file_holds_the_same_as_standard_output(form: str, tmp_path: Path):
    wanted = ["export", "--group", "NATO", "--years", "2024", "--domain", "nato_defence", "--format", form]
    path = tmp_path / "out"
    done = run(*wanted, "--out", str(path))
    assert done.exit_code == 0
    assert re.fullmatch(r"\d+ cells written to .*out\n", done.stderr)
    if form == "parquet":
        ((cells, numbers),) = duckdb.sql(f"SELECT count(*), count(number) FROM read_parquet('{path}')").fetchall()
        assert cells >= numbers > 300
    else:
        assert path.read_text(encoding="utf-8") == printed(*wanted)
    assert CliRunner().invoke(figures, [*wanted, "--as-of", TODAY]).stdout_bytes == path.read_bytes()


def test_the_format_is_read_from_the_name(tmp_path: Path):
    run("export", "--release", "2024-02-14-press-estimates", "--out", str(tmp_path / "a.json"))
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["cells"][0]["value"] == "2.01"


def test_an_export_replaces_a_file_as_a_whole_and_keeps_links(tmp_path: Path):
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert run("export", "--release", "2024-02-14-press-estimates", "--out", str(link)).exit_code == 0
    assert link.is_symlink()
    assert "2.01" in target.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.csv", "real.csv"]
    assert stat.S_IMODE(target.stat().st_mode) & 0o044  # as readable as any other file


def test_a_file_is_left_alone_where_an_export_fails(tmp_path: Path, place: Path):
    own_release(place, "2026-11-01-mine", [["defence.share", "DEU", "2027", "3.00", "%", "forecast", "mine"]])
    table = place / "releases/nato_defence/2026-11-01-mine/observations.csv"
    table.write_bytes(table.read_bytes() + b"defence.share,\xff\xff\n")
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    done = run("export", "--release", "2026-11-01-mine", "--out", str(target))
    assert done.exit_code == faults.INPUT
    assert "2026-11-01-mine" in done.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.csv"]


@pytest.mark.parametrize("name", ["missing/out.csv", "", "real.csv/out.csv"])
def test_a_file_that_cannot_be_is_told(name: str, tmp_path: Path):
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    done = run("export", "--years", "2024", "--out", str(tmp_path / name))
    assert done.exit_code == faults.INPUT
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("licence", ["Not for redistribution", "SIPRI: fair use, the file must not be passed on"])
def test_a_licence_that_forbids_to_pass_on_is_told(licence: str, place: Path):
    row = ["defence.share", "DEU", "2027", "3.00", "%", "forecast", "mine"]
    own_release(place, "2026-11-01-mine", [row], licence=licence)
    done = run("export", "--measure", "defence.share", "--area", "DEU")
    assert done.stderr == f"faktenlage: these figures are not to be passed on: {licence}\n"
    assert run("export", "--measure", "gdp.usd", "--area", "DEU").stderr == ""
    assert run("export", "--release", "2024-06-17-expenditure").stderr == ""


def test_an_empty_export_says_so():
    done = run("export", "--years", "1800")
    assert done.exit_code == 0
    assert done.stderr == "No cell fits what was asked for; only the header was written.\n"
    assert len(done.stdout.splitlines()) == 1


@posix
@pytest.mark.parametrize("form", ["csv", "json", "sdmx-csv", "parquet"])
def test_a_closed_pipe_is_quiet(form: str):
    command = [*PROGRAM, "export", "--all-releases", "--format", form]
    with subprocess.Popen(command, stdout=PIPE, stderr=PIPE) as process:
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.wait(timeout=60) == faults.PIPE
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", [["export"], ["export", "--format", "parquet"], ["list"], ["show", "--json"]])
def test_a_full_disk_is_one_sentence(command: list[str]):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, *command], stdout=full, stderr=PIPE, check=False, timeout=60)
    assert done.returncode == faults.INPUT
    assert done.stderr.decode().strip() == "faktenlage: cannot write the result: no space left on device"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_device_is_written_to_and_not_replaced(form: str):
    done = run("export", "--years", "2024", "--format", form, "--out", "/dev/full")
    assert done.exit_code == faults.INPUT
    assert done.stderr == "faktenlage: cannot write the result: no space left on device\n"
    assert Path("/dev/full").is_char_device()
    assert run("export", "--years", "2024", "--format", form, "--out", "/dev/null").exit_code == 0


def test_a_stream_without_signs_gets_plain_ones():
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*PROGRAM, "history", "TUR", "2024"], capture_output=True, check=True, env=surroundings)
    assert done.stdout.isascii()
    assert done.stdout.count(b"o---") >= 1


def test_help_gives_examples_and_loads_nothing_heavy():
    for name, command in figures.commands.items():
        page = CliRunner().invoke(figures, [name, "--help"]).stdout
        assert f"faktenlage figures {name}" in page
        assert command.help
    code = (
        "import sys; import faktenlage.surfaces.figures.commands; "
        "print(sorted({'rich', 'babel', 'duckdb', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
