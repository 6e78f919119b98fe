"""Giving the directory out again, as HSDS JSON or as the CSV data package: the same bytes whenever it says the same."""

from hearten.resources.exporting.as_csv import write_csv
from hearten.resources.exporting.as_json import write_json
from hearten.resources.exporting.told import Told

__all__ = ["Told", "write_csv", "write_json"]
