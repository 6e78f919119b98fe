"""The matrices' lines about blocks and mutes."""
