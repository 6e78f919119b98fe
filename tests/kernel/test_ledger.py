"""The ledger of erasures, after a kill or a power cut in the middle of a line."""

from pathlib import Path

import pytest

from hearten.kernel import ledger

ADA, BEN, CLEO = "a" * 32, "b" * 32, "c" * 32


@pytest.mark.parametrize("cut", range(1, len(f"{BEN} kept\n")))
def test_a_torn_line_names_nobody_and_spoils_no_other(tmp_path: Path, cut: int) -> None:
    file = tmp_path / ledger.NAME
    ledger.add(file, {ADA: ledger.KEPT})
    with file.open("a") as torn:
        torn.write(f"{BEN} kept\n"[:-cut])
    assert ledger.read(file) == {ADA: ledger.KEPT}
    ledger.add(file, {CLEO: ledger.ERASED})
    assert ledger.read(file) == {ADA: ledger.KEPT, CLEO: ledger.ERASED}
    ledger.add(file, {BEN: ledger.KEPT})
    assert ledger.read(file) == {ADA: ledger.KEPT, BEN: ledger.KEPT, CLEO: ledger.ERASED}


def test_what_a_power_cut_left_of_a_line_may_be_no_text(tmp_path: Path) -> None:
    file = tmp_path / ledger.NAME
    ledger.add(file, {ADA: ledger.KEPT})
    with file.open("ab") as torn:
        torn.write(b"\0\0\xff\xfe\0")
    ledger.add(file, {BEN: ledger.ERASED})
    assert ledger.read(file) == {ADA: ledger.KEPT, BEN: ledger.ERASED}
    assert file.stat().st_mode & 0o077 == 0
