"""The matrices' lines about concerns, people on call, timers, the log."""
