"""Windows that ask; none imports another."""
