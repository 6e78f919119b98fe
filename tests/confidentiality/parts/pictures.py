"""The matrices' lines about images in posts."""
