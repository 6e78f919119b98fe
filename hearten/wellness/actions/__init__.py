"""Everything that changes what somebody keeps for hard days, one verb after the other."""
