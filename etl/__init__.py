"""Fetch: from Eurostat to the cache, once a night, one polite request at a time.

The only room where `requests`, `eurostat` and `pandas` are spoken.
"""
