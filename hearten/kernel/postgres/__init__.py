"""PostgreSQL as hearten speaks it: every transaction begins by saying who acts."""
