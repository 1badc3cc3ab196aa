"""What `charts.static` draws with: axes, traces, annotations and shapes as SVG."""
