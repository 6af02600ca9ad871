"""The page that writes a protocol: form and YAML side by side."""
