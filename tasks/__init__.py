"""Tasks and difficulty rules: what is asked, and how hard; no Qt, no EEG."""
