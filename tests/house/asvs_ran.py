"""A pytest plugin: after a whole run, every test that the ASVS register names was there, ran and passed.

A part of the tests (paths, -k, --lf, a run that was stopped) says nothing about the others, and is not judged.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.house import asvs_register

# What bin/test and bin/test --long give to -m: both run every test that takes no minutes.
WHOLE = {"not long", "long or not long"}
NARROWING = ("keyword", "deselect", "ignore", "ignore_glob", "lf", "stepwise", "collectonly")
PAGE = asvs_register.ROOT / "docs" / "asvs.md"
MEND = "run `.venv/bin/python -m tests.house.asvs_register >docs/asvs.md`"


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # a worker of xdist runs a part; the one who sent it sees every report
        config.pluginmanager.register(Ran(config), "asvs-ran")


class Ran:
    """What ran in this session: for each test, without its parameters, the outcomes."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.outcomes: dict[str, set[str]] = {}
        self.wrong: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            self.outcomes.setdefault(report.nodeid.partition("[")[0], set()).add(report.outcome)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if not is_whole(session, exitstatus):
            return
        self.wrong = judge(self.outcomes)
        if self.wrong and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(wrapper=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
        if self.wrong:
            terminalreporter.section("The ASVS register and this run disagree", red=True)
            for sentence in self.wrong:
                terminalreporter.line(sentence)
        return (yield)


def is_whole(session: pytest.Session, exitstatus: int) -> bool:
    """Whether this run was one of all tests, to its end."""
    config = session.config
    ended = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    narrowed = [name for name in NARROWING if config.getoption(name, default=None)]
    everything = config.args_source is pytest.Config.ArgsSource.TESTPATHS and config.getoption("markexpr") in WHOLE
    return ended and everything and not narrowed and not (session.shouldstop or session.shouldfail)


def judge(
    outcomes: Mapping[str, set[str]],
    rows: Mapping[str, asvs_register.Row] | None = None,
    written: Path | None = None,
) -> list[str]:
    """Return a sentence for each named test that did not run and pass, and for a page that is not the register's."""
    rows, written = asvs_register.register() if rows is None else rows, written or PAGE
    wrong = []
    for test, keys in sorted(asvs_register.named_tests(rows).items()):
        ran = outcomes.get(test, set())
        if ran != {"passed"}:
            happened = "failed" if "failed" in ran else "was skipped" if ran else "did not run"
            wrong.append(f"{test} {happened}, and is to show V{', V'.join(keys)} (tests/house/asvs/register/).")
    if not written.exists() or written.read_text() != f"{asvs_register.page(rows)}\n":
        wrong.append(f"{written.name} is not what the register says: {MEND}")
    return wrong
