"""How a figure is laid out: scales, rows, labels and legends, all measured before drawn."""
