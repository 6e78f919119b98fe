"""The people of the tests are declared in tests/cast.py, for the slices' own tests too; the ground is tests/ground.py."""
