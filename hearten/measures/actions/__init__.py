"""What people do with measures."""
