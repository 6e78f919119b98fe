"""A pytest plugin: what tests measured is printed at the end of every run, in however many processes they ran."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def prints(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """`prints(text)`: the run prints it at its end, whether or not the test passes."""
    return lambda text: record_property("printed", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was measured, in the order of the tests' names."""
    reports: list[Any] = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    reports = [report for report in reports if getattr(report, "when", "") == "call"]
    printed = [text for report in sorted(reports, key=lambda one: one.nodeid) for text in _of(report)]
    if printed:
        terminalreporter.section("What was measured")
        for text in printed:
            terminalreporter.line(text.strip("\n"))


def _of(report: Any) -> list[str]:
    return [str(value) for name, value in report.user_properties if name == "printed"]
