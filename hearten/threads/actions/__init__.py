"""Everything that changes a conversation, one verb after the other."""
