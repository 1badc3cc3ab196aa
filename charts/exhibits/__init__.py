"""The exhibits as declared, one module a theme, in the order of its page."""
