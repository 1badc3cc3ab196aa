"""The editors' desk: an edition as files that people edit, read, checked, refreshed and frozen."""
