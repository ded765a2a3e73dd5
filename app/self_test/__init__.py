"""`moebius --self-test`: does this installation do what it should, told to machines as JSON."""
