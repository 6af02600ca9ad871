"""Estimators of others: an ONNX graph or a table of weights, by file and hash."""
