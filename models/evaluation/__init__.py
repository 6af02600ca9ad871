"""Evaluation of models on people left out of training."""
