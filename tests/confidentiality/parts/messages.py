"""The matrices' lines about private contact."""
