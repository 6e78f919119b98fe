"""Every test of hearten, in tests/ and in each slice's own folder, stands on tests/ground.py."""

pytest_plugins = ["tests.ground", "tests.spreading", "tests.figures", "tests.house.asvs_ran"]
