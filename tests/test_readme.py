"""The README stays true: its commands exist and run as they stand there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from graph import __main__ as command_line
from graph import places

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, flags=re.S)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith(".venv/bin/begrippengraaf")]


def test_install_commands_make_their_own_environment():
    one_liners = [block.strip() for block in BLOCKS if "pip install" in block]
    assert len(one_liners) == 2
    for line in one_liners:
        assert "\n" not in line
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -q -e ")
    assert one_liners[0].endswith(".venv/bin/begrippengraaf app")


SLOW = ".venv/bin/pytest -q -n 2 --dist loadfile -m slow"


def test_ci_runs_the_test_command_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test command -->" in README
    assert "<!-- test command -->" in script
    assert [line for line in README.splitlines() if line.endswith(" -m slow")] == [SLOW]
    assert "/ -m slow$/p" in script


def test_every_command_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / "thesaurus.ttl", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(places, "find_home", lambda: tmp_path)
    assert len(COMMANDS) >= 6
    for line in COMMANDS:
        words = shlex.split(line)[1:]
        assert command_line.main(words) == 0, capsys.readouterr().err
    assert (tmp_path / "tables" / "links.csv").is_file()
    printed = capsys.readouterr().out
    assert "verbinding" in printed
    assert "documenten: 0 ontleed, 26 ongewijzigd overgenomen" in printed


def test_the_app_command_takes_the_options_named():
    parser = command_line.make_parser()
    arguments = parser.parse_args(["app", "--graph", "g.duckdb", "--port", "9000", "--no-browser"])
    assert (str(arguments.graph), arguments.port, arguments.no_browser) == ("g.duckdb", 9000, True)
