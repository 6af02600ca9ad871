"""The windows of the researcher."""
