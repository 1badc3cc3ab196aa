"""Draw: figures from series, the same in the browser and, as SVG, without one."""
