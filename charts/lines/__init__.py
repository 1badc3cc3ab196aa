"""Lines over time: their strokes, the places behind them, the names at their ends."""
