"""What a recording is written with: the disk under it, samples, markers."""
