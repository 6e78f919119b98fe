"""The matrices' lines about export, erasure, breaks, retention."""
