"""The sections of the internal reports, one module each."""
