"""The people of the tests are in tests/cast.py, for the slices' own tests too; the ground is tests/ground.py."""
