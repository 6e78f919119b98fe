"""The pages of measures: all of them a member's own."""
