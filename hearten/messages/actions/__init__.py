"""Everything that changes private contact, one verb after the other."""
