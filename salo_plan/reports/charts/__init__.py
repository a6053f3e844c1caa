"""Charts as SVG pictures: one size, one style, the readers' own fonts."""
