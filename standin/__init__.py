"""A stand-in for Eurostat on localhost: the same paths, formats and mistakes, other figures.

`Sample` invents its figures and says so in a header; `Replay` gives back stored answers. For
development, tests and demonstrations without a network. It never asks the real Eurostat.
"""

from standin.replay import Replay
from standin.sample import Sample
from standin.server import Standin, serve

__all__ = ["Replay", "Sample", "Standin", "serve"]
