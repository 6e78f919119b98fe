"""What people do in a library."""
