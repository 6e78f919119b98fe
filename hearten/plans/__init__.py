"""Getting through the week: what I would like to do, my circle, my days, looking back."""
