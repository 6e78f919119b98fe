"""What operators may know of how people do: counts of ten people and more, and a file without anybody in it."""
