"""The analyst's own desk: tables and pictures for questions that no report answers.

It stands before publishing, so nothing in it can issue a report; what it saves goes to
outputs/explore. It is for internal use: small counts are shown as they are.
"""

from salo_plan.exploring.exploration import Exploration, open_exploration

__all__ = ["Exploration", "open_exploration"]
