"""What is claimed to be fast, measured: medians of several runs, printed, never asserted."""
