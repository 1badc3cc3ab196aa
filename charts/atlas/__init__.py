"""What the map of Europe is made of: outlines, classes, marks, shades, legend."""
