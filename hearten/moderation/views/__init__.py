"""The pages of moderation, by who comes to them."""
