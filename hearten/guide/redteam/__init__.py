"""The red team: what people may try with the Guide, run against it as it is, and judged by rules."""
