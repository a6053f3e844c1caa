"""The made-up story of 2022 and 2023, one line a figure.

Every starting level that the plan states is pinned to its month. Most targets of 2023 are met;
long-term activation, TYP and education stay below theirs, search duration lengthens while it
still meets its limit, clients rise in 2023-03 as people with temporary protection join, wage
subsidies fade after the reform of 2023-07 and labour market support runs a little over its path.
"""

from salo_plan.example.seasons import (
    BASELINE,
    RATE_SEASON,
    UNEMPLOYED_SEASON,
    Line,
    season,
)
from salo_plan.periods import Month

_AT_BASELINE = (BASELINE,)

# --- the client register -----------------------------------------------------------------------

CLIENTS = Line(
    "clients",
    (2642, 2618, 2597, 2568, 2541, 2563, 2598, 2577, 2569, 2588, 2621, 2681),
    (2664, 2649, 2738, 2757, 2744, 2769, 2806, 2771, 2778, 2797, 2819, 2863),
    wobble=6,
    pinned=_AT_BASELINE,
)
UNEMPLOYED_LEVEL = Line(
    "unemployed level",
    (1.030, 1.026, 1.021, 1.017, 1.014, 1.011, 1.009, 1.006, 1.004, 1.002, 1.000, 1.001),
    (1.003, 1.002, 1.008, 1.011, 1.009, 1.010, 1.013, 1.011, 1.012, 1.014, 1.013, 1.016),
    wobble=0.006,
    pinned=_AT_BASELINE,
)
LAID_OFF = Line(
    "laid off",
    (118, 109, 96, 84, 71, 68, 79, 66, 62, 69, 83, 112),
    (121, 116, 104, 92, 78, 74, 88, 76, 73, 82, 97, 131),
    wobble=5,
)
YOUNG = Line(
    "under 25",
    (405, 398, 392, 385, 374, 412, 431, 402, 388, 391, 397, 413),
    (409, 401, 404, 398, 387, 424, 446, 415, 401, 406, 411, 428),
    wobble=4,
    pinned=_AT_BASELINE,
)
YOUNG_UNEMPLOYED = Line(
    "under 25 unemployed share",
    (54.6, 53.5, 52.0, 50.1, 48.9, 53.8, 56.9, 51.4, 48.6, 49.8, 51.64, 57.5),
    (53.4, 52.2, 49.3, 47.4, 46.2, 50.9, 53.9, 48.3, 45.9, 46.7, 48.1, 51.3),
    wobble=0.5,
    pinned=_AT_BASELINE,
)
FOREIGN_LANGUAGE = Line(
    "foreign language",
    (389, 386, 388, 391, 394, 402, 410, 413, 419, 425, 431, 438),
    (441, 443, 532, 541, 546, 553, 561, 558, 562, 569, 574, 583),
    wobble=4,
    pinned=_AT_BASELINE,
)
FOREIGN_LANGUAGE_UNEMPLOYED = Line(
    "foreign language unemployed share",
    (41.5, 40.8, 39.9, 38.9, 37.6, 39.3, 41.6, 38.8, 37.1, 37.2, 37.82, 41.9),
    (39.8, 39.1, 36.8, 35.7, 34.3, 35.6, 37.4, 34.5, 33.6, 33.9, 34.4, 36.2),
    wobble=0.4,
    pinned=_AT_BASELINE,
)
UKRAINIANS = Line(
    "ukrainians",
    (3, 3, 5, 8, 11, 13, 14, 15, 16, 17, 18, 19),
    (20, 21, 106, 110, 112, 115, 118, 116, 117, 119, 120, 123),
    wobble=1.4,
)
IN_EDUCATION = Line(
    "in education",
    (372, 381, 388, 394, 383, 338, 312, 358, 386, 391, 379, 361),
    (383, 392, 401, 408, 396, 352, 331, 378, 412, 421, 418, 402),
    wobble=3,
    pinned=_AT_BASELINE,
)
SEARCH_WEEKS = Line(
    "search weeks",
    (44.6, 44.1, 43.7, 43.2, 43.0, 42.6, 42.3, 42.4, 42.2, 41.9, 42.1, 41.8),
    (42.2, 42.5, 42.0, 42.4, 42.9, 43.3, 43.8, 44.3, 44.8, 45.2, 45.4, 45.1),
    wobble=0.2,
    pinned=_AT_BASELINE,
)

# --- the service process -----------------------------------------------------------------------

INTERVIEW_VISITS = Line(
    "interview visits",
    (38, 39, 41, 43, 46, 47, 44, 49, 51, 52, 53, 52),
    (54, 55, 56.5, 57.5, 58.5, 57, 54.5, 60.5, 61.5, 63, 62.5, 61.5),
    wobble=0.8,
)
TALK_VISITS = Line(
    "talk visits",
    (35, 36, 38, 39, 42, 43, 41, 44, 46, 48, 49, 48),
    (51.5, 52, 52.7, 53.6, 54.1, 51.4, 49.3, 52.2, 54.4, 55.3, 54.8, 53.1),
    wobble=0.6,
)
SUPPLEMENTARY_VISITS = Line(
    "supplementary visits",
    (6.1, 6.4, 6.9, 7.2, 8.1, 8.4, 7.5, 8.9, 9.3, 9.8, 10.1, 9.7),
    (11.2, 11.6, 12.1, 12.4, 12.8, 11.5, 10.9, 12.2, 13.1, 13.4, 12.9, 12.3),
    wobble=0.4,
)
PLAN_BACKLOG = Line(
    "plan backlog",
    (27.4, 27.0, 26.1, 25.3, 24.9, 25.2, 26.4, 25.1, 23.8, 22.6, 22.0, 23.1),
    (22.8, 22.1, 22.9, 23.6, 23.1, 24.4, 26.3, 25.2, 23.7, 23.2, 22.6, 23.8),
    wobble=0.4,
    pinned=_AT_BASELINE,
)

# --- services ----------------------------------------------------------------------------------

ACTIVATION_LEVELS = {
    "Kaikki": Line(
        "activation all",
        (39.4, 39.6, 39.9, 40.3, 40.7, 41.2, 41.6, 41.9, 42.2, 42.5, 42.8, 42.9),
        (43.4, 43.6, 44.4, 44.7, 44.9, 45.0, 44.8, 44.9, 45.2, 45.4, 45.6, 45.7),
        wobble=0.3,
        pinned=_AT_BASELINE,
    ),
    "Alle 25-v.": Line(
        "activation young",
        (34.8, 34.9, 35.2, 35.5, 35.7, 36.0, 36.2, 36.4, 36.6, 36.8, 36.9, 37.1),
        (38.1, 38.4, 38.7, 39.0, 39.2, 39.1, 38.8, 39.3, 39.7, 40.1, 40.0, 40.2),
        wobble=0.4,
        pinned=_AT_BASELINE,
    ),
    "Ulkomaalaiset": Line(
        "activation foreign citizens",
        (57.2, 57.4, 57.9, 58.3, 58.6, 58.9, 59.2, 59.6, 59.9, 60.2, 60.4, 60.5),
        (61.0, 61.2, 62.8, 63.3, 63.6, 63.4, 63.1, 63.5, 63.8, 64.1, 64.0, 64.2),
        wobble=0.4,
        pinned=_AT_BASELINE,
    ),
    "Pitkäaikaistyöttömät": Line(
        "activation long-term",
        (16.6, 16.7, 16.9, 17.1, 17.2, 17.4, 17.5, 17.7, 17.9, 18.1, 18.2, 18.2),
        (18.7, 18.9, 19.2, 19.5, 19.7, 19.6, 19.5, 20.0, 20.4, 20.8, 21.1, 21.2),
        wobble=0.2,
        pinned=_AT_BASELINE,
    ),
}
LONG_TERM_UNEMPLOYED = Line(
    "long-term unemployed",
    (541, 533, 524, 512, 503, 506, 511, 498, 489, 481, 473, 484),
    (486, 479, 472, 464, 457, 462, 469, 455, 447, 443, 441, 456),
    wobble=4,
)
WAGE_SUBSIDY_YOUNG = Line(
    "wage subsidy under 30",
    (48, 49, 51, 53, 56, 58, 57, 58, 60, 62, 61, 59),
    (61, 62, 64, 66, 67, 68, 66, 64, 63, 62, 61, 59),
    wobble=0.7,
    pinned=_AT_BASELINE,
)
WAGE_SUBSIDY_OLDER = Line(
    "wage subsidy 30 and over",
    (207, 209, 214, 218, 221, 224, 223, 222, 225, 227, 226, 219),
    (222, 224, 228, 231, 233, 234, 227, 219, 211, 204, 197, 188),
    wobble=3,
    pinned=_AT_BASELINE,
)
WORK_TRIALS = Line(
    "work trials",
    (47, 52, 57, 61, 58, 41, 33, 49, 61, 66, 64, 52),
    (57, 63, 68, 66, 61, 47, 36, 53, 64, 69, 66, 54),
    wobble=2,
    pinned=_AT_BASELINE,
)
SELF_MOTIVATED_STUDY = Line(
    "self-motivated study",
    (74, 79, 86, 91, 84, 58, 47, 69, 88, 95, 97, 93),
    (92, 104, 118, 127, 122, 83, 71, 114, 142, 151, 148, 136),
    wobble=2,
    pinned=(Month(2023, 1),),
)
STUDY_DECISIONS = Line(
    "study decisions",
    (31, 27, 29, 24, 22, 17, 14, 47, 41, 33, 28, 19),
    (34, 30, 33, 29, 26, 19, 16, 54, 49, 38, 31, 22),
    wobble=3,
)
TYP_CLIENTS = Line(
    "typ",
    (138, 140, 141, 143, 144, 143, 141, 145, 147, 149, 151, 150),
    (152, 154, 155, 158, 160, 159, 157, 160, 163, 166, 169, 170),
    wobble=1.4,
    pinned=_AT_BASELINE,
)
SUPPORT_THOUSANDS = Line(
    "municipal share, thousands of euros",
    (291.4, 278.6, 286.9, 271.8, 274.3, 268.1, 279.7, 276.2, 262.9, 266.4, 271.5, 283.0),
    (301.2, 287.4, 296.1, 281.3, 285.2, 277.9, 288.6, 286.4, 272.8, 276.5, 281.9, 294.7),
    wobble=1.6,
)

_UNEMPLOYED_AT_BASELINE = 1395


def unemployed(month: Month, seed: int) -> int:
    """Return the trial's unemployed and fully laid off clients: level times season."""
    level = UNEMPLOYED_LEVEL.at(month, seed)
    return round(_UNEMPLOYED_AT_BASELINE * level * season(UNEMPLOYED_SEASON, month))


def activation_rate(group: str, month: Month, seed: int) -> float:
    """Return the rate that a group's activation should print as in the month."""
    level = ACTIVATION_LEVELS[group].at(month, seed)
    return round(level * season(RATE_SEASON, month), 1)
