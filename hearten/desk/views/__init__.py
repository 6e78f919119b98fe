"""The desk's pages, by what staff come for."""
