"""Draw: figures from series, the same in the browser and, as SVG, without one.

`exhibits/` declares what is shown, `views` makes it, and each view is drawn by the module of its
name: trend, ranking, composition, map. `theme` has the colours and the last touch of all of them,
`static` draws any of their figures without a browser. The folders hold what these are made of.
"""
