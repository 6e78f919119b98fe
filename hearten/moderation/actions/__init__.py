"""What people do in moderation, by verb. Each goes through a reviewed door, which judges once more."""
