"""hearten: self-hosted software for peer support groups, confidential by construction."""

__version__ = "0.1.0"
