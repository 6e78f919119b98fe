"""What people do about safety, by verb."""

from hearten.safety.actions.lines import last_calls, log_of_calls, record_call

__all__ = ["last_calls", "log_of_calls", "record_call"]
