"""Everything that changes what is kept here, one verb after the other."""
