"""Sessions of two with a peer supporter: offered hours, booking, ending."""
