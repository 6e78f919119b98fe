"""One's own days: check-ins, wins, setbacks, notes; showing one of them; looking back at a month."""
