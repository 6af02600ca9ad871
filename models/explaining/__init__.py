"""Why a window got its score: what each channel, time and band adds."""
