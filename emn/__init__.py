"""The words of the field: what a dataset, an indicator, a period, a flag, a place and a theme are.

Imports nothing of ours but itself. Everything else in the project speaks in these words.
"""
