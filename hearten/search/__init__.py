"""One box over what a seat may read: conversations, strategies, guides and services."""
