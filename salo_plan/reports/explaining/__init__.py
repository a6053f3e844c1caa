"""How a figure came about: the answer behind "Miten laskettu" and `salo-plan explain`."""
