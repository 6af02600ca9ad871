"""An encoder of tokens that know electrode, reference and own rest; not shipped."""
