"""Work shared among processes: this one, several of this computer, or a cluster."""
