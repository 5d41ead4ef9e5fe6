"""The editors' ground: files in `content/` ↔ typed values."""
