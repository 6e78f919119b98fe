"""Pages of safety: help now, what stands beside one's own words, one's own plan, and looking after people."""
