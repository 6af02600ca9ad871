"""One learning system: objectives that share an encoder, each with its weight."""
