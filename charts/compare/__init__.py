"""Any indicator, of any places, in any measure: what a reader asks, what it allows, its exhibit."""
