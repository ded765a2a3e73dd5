"""What helps when something went wrong: the log, the diagnostics, the licences."""
