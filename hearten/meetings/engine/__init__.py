"""The meeting engine: pure and deterministic. State, command and clock in; state and events out. No Django in here.

Times are whole milliseconds: `at` since the epoch, lengths as they are. See `step.py`.
"""
