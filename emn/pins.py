"""Pins that declarations of several themes share: everyone, all ages, broken down no further."""

EVERYONE = {"unit": ("PER",), "citizen": ("TOTAL",), "sex": ("T",), "age": ("TOTAL",)}
ALL_AGES = {"unit": ("NR",), "age": ("TOTAL",), "sex": ("T",)}
