"""Reading HSDS from files: what is found, what of it can be kept, and keeping it."""
