"""When a group meets: announcing, places, roles, the calendar."""
