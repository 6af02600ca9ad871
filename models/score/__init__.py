"""The shipped score: linear, from spectra pooled over channels or laid over the head.

The pooled path knows no positions and serves any headset; the one over the head is used
where the electrodes are among those that people were recorded with.
"""
