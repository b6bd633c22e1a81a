"""Making the environment: when it is due, what it runs, and what it says when it cannot."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import bootstrap
from factcheck.bootstrap import SetUpError

RUNTIME = {"requirements.lock": "aaa"}
TESTING = {"requirements.lock": "aaa", "requirements-test.lock": "bbb"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an environment with an interpreter and nothing else."""
    (tmp_path / "env" / "bin").mkdir(parents=True)
    (tmp_path / "env" / "pyvenv.cfg").touch()
    Path(bootstrap.python(tmp_path / "env")).symlink_to(sys.executable)
    return tmp_path / "env"


class Children:
    """Stands in for child processes: notes what is run, and fails what a test wants to fail."""

    def __init__(self) -> None:
        self.run: list[str] = []
        self.failing: tuple[str, ...] = ()
        self.output = ""

    def child(self, command: list[str], environ: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        """Note a command; its last words are `no way`."""
        line = " ".join(Path(part).name if part.startswith("/") else part for part in command)
        self.run.append(line)
        status = int(any(part in line for part in self.failing))
        return subprocess.CompletedProcess(command, status, self.output, "first\nno way\n")


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    """Run nothing; return what would have been run."""
    children = Children()
    monkeypatch.setattr(bootstrap, "child", children.child)
    return children


@pytest.mark.parametrize(
    ("stamp", "wanted", "expected"),
    [(RUNTIME, RUNTIME, True), (TESTING, RUNTIME, True), (RUNTIME, TESTING, False), ({}, RUNTIME, False)],
)
def test_an_environment_of_the_test_lock_serves_both(
    folder: Path, stamp: dict[str, str], wanted: dict[str, str], expected: bool
) -> None:
    (folder / bootstrap.STAMP).write_text(json.dumps(stamp))
    assert bootstrap.matches(folder, wanted) is expected


def test_an_environment_without_its_stamp_or_interpreter_is_not_done(folder: Path) -> None:
    assert not bootstrap.matches(folder, RUNTIME)
    (folder / bootstrap.STAMP).write_text(json.dumps(RUNTIME))
    Path(bootstrap.python(folder)).unlink()
    assert not bootstrap.matches(folder, RUNTIME)


def test_a_stamp_torn_by_a_kill_is_not_done(folder: Path) -> None:
    (folder / bootstrap.STAMP).write_text('{"requirements.lock": ')
    assert not bootstrap.matches(folder, RUNTIME)


def test_a_half_made_environment_does_not_work(folder: Path) -> None:
    Path(bootstrap.python(folder)).unlink()
    assert not bootstrap.works(folder)


def test_the_stamp_is_gone_while_work_is_going_on(folder: Path, children: Children) -> None:
    (folder / bootstrap.STAMP).write_text(json.dumps(RUNTIME))
    children.failing = ("install",)
    with pytest.raises(SetUpError):
        bootstrap.build(folder, ("requirements-test.lock",), TESTING)
    assert not (folder / bootstrap.STAMP).exists()


def test_packages_come_through_uv_and_need_their_hashes(folder: Path, children: Children) -> None:
    bootstrap.install(folder, bootstrap.ROOT / "requirements.lock")
    pip = "python -m pip install --quiet --disable-pip-version-check --require-hashes"
    uv = "python -m uv pip sync --quiet --compile-bytecode --require-hashes --python python requirements.lock"
    assert children.run == [f"{pip} -r requirements-installer.lock", "python -m pip config list", uv]


@pytest.mark.parametrize("failing", ["uv pip sync", "requirements-installer.lock"])
def test_pip_does_it_where_uv_fails(folder: Path, children: Children, failing: str) -> None:
    children.failing = (failing,)
    bootstrap.install(folder, bootstrap.ROOT / "requirements.lock")
    pip = "python -m pip install --quiet --disable-pip-version-check --require-hashes"
    assert children.run[-1] == f"{pip} -r requirements.lock"


def test_where_nothing_installs_the_last_word_is_passed_on(folder: Path, children: Children) -> None:
    children.failing = ("install", "sync")
    with pytest.raises(SetUpError) as error:
        bootstrap.install(folder, bootstrap.ROOT / "requirements.lock")
    assert str(error.value) == "The packages of requirements.lock could not be installed: no way"


def test_uv_is_told_where_pip_was_told_to_look(folder: Path, children: Children) -> None:
    children.output = (
        "global.index-url='https://mirror.example/simple'\n"
        "global.extra-index-url='https://one.example/a https://two.example/b'\n"
        ":env:.find-links='/wheels'\n"
    )
    environ = bootstrap.as_uv_reads(folder, {"HOME": "/home/ann"})
    assert environ == {
        "HOME": "/home/ann",
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INDEX": "https://one.example/a https://two.example/b",
        "UV_FIND_LINKS": "/wheels",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_what_somebody_told_uv_itself_wins(folder: Path, children: Children) -> None:
    children.output = "global.index-url='https://mirror.example/simple'\n"
    environ = {"UV_DEFAULT_INDEX": "https://own.example/simple"}
    assert bootstrap.as_uv_reads(folder, environ)["UV_DEFAULT_INDEX"] == "https://own.example/simple"


def test_a_folder_that_is_no_environment_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(SetUpError) as error:
        bootstrap.create(tmp_path)
    assert str(error.value) == (
        f"{tmp_path} holds something else than a Python environment: move it or set FACTCHECK_ENV."
    )
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_without_venv_an_ordinary_user_is_told_what_root_must_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    with pytest.raises(SetUpError) as error:
        bootstrap.install_venv()
    assert str(error.value) == (
        "Python's venv module is incomplete here. Run `apt-get install python3-venv` as root, then try again."
    )


def test_root_installs_what_debian_left_out(monkeypatch: pytest.MonkeyPatch, children: Children) -> None:
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    bootstrap.install_venv()
    assert children.run == ["apt-get install --yes --no-install-recommends python3-venv"]


def test_the_environment_may_be_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_ENV", "/somewhere/env")
    assert bootstrap.environment() == Path("/somewhere/env")


def test_the_bootstrap_needs_the_standard_library_only() -> None:
    # -S leaves out every installed package; -I every variable of the environment.
    code = f"import sys; sys.path.insert(0, {str(bootstrap.ROOT)!r}); import factcheck.bootstrap"
    assert subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False).returncode == 0
