"""The colours of charts; contrast on white and on the target band is kept by a test."""

INK = "#1b2733"
SECONDARY = "#4a5866"
DATA = "#0a5a94"
NEAR = "#7a5c00"
MISSED = "#b34700"
NO_DATA = "#5f6b77"
AXIS = "#74818d"
RULE = "#ccd4dc"
GRID = "#dfe5ea"
BAND = "#e6f0f7"
FAN = "#c9dbe8"
PAPER = "#ffffff"

VERDICT_COLOURS = {
    "met": DATA,
    "near": NEAR,
    "missed": MISSED,
    "no_data": NO_DATA,
    "no_target": DATA,
    "verbal": NO_DATA,
}
