"""Pictures of the analyst's tables, drawn with seaborn."""

import base64
import io
from dataclasses import dataclass
from html import escape
from typing import Any

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from salo_plan import wording
from salo_plan.exploring.questions import GROUP, MONTH, VALUE
from salo_plan.plan.indicator import Indicator

MOST_LINES = 8
_INCHES = (8.0, 4.5)
_DOTS = 150
# Without a clock time and with fixed ids, so that the same table gives the same bytes.
_SAME_BYTES: Any = {"svg.hashsalt": "salo_plan", "svg.fonttype": "path"}


@dataclass(frozen=True)
class Picture:
    """A finished picture and what it shows in words; a notebook shows it as an image."""

    figure: Figure
    alt: str

    def written(self, kind: str) -> bytes:
        """Write the picture as `png` or `svg`."""
        buffer = io.BytesIO()
        with mpl.rc_context(_SAME_BYTES):
            metadata = {"Date": None} if kind == "svg" else {"Software": None}
            self.figure.savefig(buffer, format=kind, dpi=_DOTS, metadata=metadata)
        return buffer.getvalue()

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.written("png")).decode("ascii")
        width = round(_INCHES[0] * 96)
        return f'<img src="data:image/png;base64,{data}" width="{width}" alt="{escape(self.alt)}">'


def drawn_over_time(indicator: Indicator, table: pd.DataFrame) -> Picture:
    """Draw a table of an indicator over time; of more than eight groups the largest eight."""
    figure = Figure(figsize=_INCHES, layout="constrained")
    axes = figure.subplots()
    axes.set_title(indicator.name, loc="left")
    shown = _largest(table.dropna(subset=[VALUE]))
    if shown.empty:
        axes.set_axis_off()
        axes.text(0.5, 0.5, wording.verdict_word("no_data"), ha="center")
        return Picture(figure, f"{indicator.name}: {wording.verdict_word('no_data')}")
    _draw(axes, indicator, shown.assign(**{MONTH: pd.to_datetime(shown[MONTH])}))
    return Picture(figure, _in_words(indicator, shown))


def _draw(axes: Axes, indicator: Indicator, shown: pd.DataFrame) -> None:
    groups = GROUP if GROUP in shown else None
    palette = "colorblind" if groups else None
    with sns.axes_style("whitegrid"):
        sns.lineplot(
            shown,
            x=MONTH,
            y=VALUE,
            hue=groups,
            style=groups,
            palette=palette,
            markers=True,
            ax=axes,
        )
    if indicator.target and indicator.target.limit is not None and not indicator.target.path:
        axes.axhline(indicator.target.limit, color="0.4", linestyle=":", linewidth=1)
    axes.set(xlabel="", ylabel=indicator.unit)
    axes.grid(visible=True, axis="y", color="0.9")
    sns.despine(ax=axes)
    if groups:
        sns.move_legend(axes, "upper left", bbox_to_anchor=(1, 1), title="")


def _largest(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the groups that most belong to; all of them where they are few."""
    if GROUP not in table or table[GROUP].nunique() <= MOST_LINES:
        return table
    size = table["nimittäjä"].fillna(table["osoittaja"]).fillna(0)
    largest = size.groupby(table[GROUP]).sum().nlargest(MOST_LINES).index
    return table[table[GROUP].isin(largest)]


def _in_words(indicator: Indicator, shown: pd.DataFrame) -> str:
    """Say what the picture shows: the newest figure of each line."""
    newest = shown[shown[MONTH] == shown[MONTH].max()]
    names = newest[GROUP] if GROUP in shown else pd.Series("", index=newest.index)
    told = [
        f"{name} {wording.figure(value, indicator.unit, indicator.decimals)}".strip()
        for name, value in zip(names, newest[VALUE], strict=True)
    ]
    return f"{indicator.name}, {newest[MONTH].iloc[0]}: {wording.listing(told)}"
