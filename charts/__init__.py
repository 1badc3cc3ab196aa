"""Draw: figures from series, the same in the browser and, as SVG, without one.

`exhibits/` declares what is shown, `views` makes it, and each view is drawn by the module of its
name: trend, small multiples, ranking, composition, map. `theme` has the colours and the last touch
of every figure, `static` draws any of them without a browser. The folders hold what they are made
of.
"""
