"""What each key of a plan file means, in one sentence: an editor shows it beside the key."""

from collections.abc import Mapping

from pydantic import BaseModel

from salo_plan.plan import indicator, model
from salo_plan.plan.areas import Area, Arrangement, Municipalities, Place, Region, Statistics, Town
from salo_plan.plan.glossary import Term
from salo_plan.plan.public_version import PublicFigure, PublicGoal, PublicVersion
from salo_plan.plan.speech import Speech

_ID = "The entry's own name in English, used once in the file."
_TEXT = "The plan's own words, exactly as the plan has them."
_PARTIES = "The ids of the responsible parties, from [parties]."
_INDICATORS = "The ids of the indicators that it is about."
_NAME = "What readers see, in Finnish."
_CODE = "The area's code in the public statistics, such as KU092 or MK01."
_INESSIVE = "The name with the ending of 'in', such as 'Vantaalla'."

MEANINGS: Mapping[type[BaseModel], Mapping[str, str]] = {
    model.Piece: {"id": _ID, "text": _TEXT},
    model.Reporting: {"id": _ID, "text": _TEXT, "audiences": "Whose reports keep the promise."},
    model.Scope: {
        "name": _NAME,
        "about": "The name after 'koskee' (partitive), such as 'koko seutua'.",
        "municipalities": "Whose clients are counted, as the extracts name the municipalities.",
    },
    model.Party: {"name": "Who it is, as inside a sentence."},
    model.Responsibility: {"id": _ID, "text": _TEXT, "parties": _PARTIES},
    model.Rules: {
        "near_points": "How many percentage or NPS points from the target is still near it.",
        "near_share": "What share of any other target is still near it.",
        "worsening_margin": "How near the limit a met target counts as worsening.",
        "hidden_below": "Smaller counts of people are hidden in the public version.",
        "few_answers": "Fewer answers or people than this are called few.",
        "info_session_minimum": "How many present make an info session count.",
        "event_place": "The place whose share is told beside the number of events.",
        "season_months": "The yearly peaks: the numbers of the months (1-12).",
    },
    indicator.Target: {
        "op": "How the figure is held against the limit.",
        "limit": "The figure to reach; left out where a reference is given.",
        "assumed": "Whether the plan writes no operator, so that this one is assumed.",
        "reference": "What takes the limit's place: the same month a year earlier.",
        "path": "Whether a whole year's limit is spread evenly over its months.",
        "near": "Whether 'near the target' is used at all.",
        "words": "The target of a month as readers see it, in Finnish.",
        "year_words": "The target of the year to date, where its words differ.",
        "text": "The plan's own words of the target, a part of the indicator's text.",
    },
    indicator.BaselineRange: {
        "year": "The year of the months.",
        "min": "The smallest month.",
        "max": "The largest month.",
        "unit": "The unit as the plan writes it.",
    },
    indicator.Baseline: {
        "month": "The month that the level is of.",
        "value": "The level, with as many decimals as it is stated with.",
        "approximate": "Whether the plan writes 'n.' (noin) before it.",
        "ranges": "The smallest and largest months of years, in the place of one level.",
        "text": "The plan's own words of the level, a part of the indicator's text.",
    },
    indicator.Break: {
        "month": "From this month on the figure is counted in another way.",
        "why": "Why, as readers are told it.",
    },
    indicator.Indicator: {
        "id": _ID,
        "name": "What heads the row of the scoreboard, in Finnish.",
        "phrase": "The same inside a sentence, in the nominative.",
        "speech": "Words that whole sentences about it need.",
        "kind": "With a target, followed without one, or told in words alone.",
        "text": _TEXT,
        "unit": "The unit of the figure, such as % or hlö.",
        "decimals": "With how many decimals it is printed (euros: in millions).",
        "scope": "Whose clients are counted, from [scopes].",
        "over_year": "How months make the year: the last, mean, sum, pooled parts, every month.",
        "running": "Whether every report judges the year to date.",
        "better": "Which way is the better one.",
        "counts": "Whether people are counted, so that small counts are hidden from the public.",
        "metric": "What is counted, such as { share = 'unemployed', of = 'under_25' }.",
        "target": "What it should reach; kind 'target' alone has one.",
        "baseline": "Where it started.",
        "breaks": "The months from which it is counted in another way.",
        "season": "The published series whose season it shares.",
        "parts": "What the parts of a share are, where that is not plain.",
        "beside": "The figures that are printed with it, in Finnish.",
        "note": "What a reader must know of it, in Finnish.",
        "footnotes": "The ids of the open questions about it.",
        "responsible": _PARTIES,
    },
    model.Activity: {
        **{"id": _ID, "text": _TEXT, "name": _NAME},
        **{"responsible": _PARTIES, "indicators": _INDICATORS},
    },
    model.Milestone: {
        **{"id": _ID, "text": _TEXT, "name": _NAME, "responsible": _PARTIES},
        "due": "The month by which it is done, if the plan gives one.",
    },
    model.Goal: {
        "number": "The goal's number in the plan.",
        "title": "The goal in short, in Finnish.",
        "text": _TEXT,
        "means": "The plan's own words of the means (Keinot).",
        "headings": "Headings of the goal in the plan.",
        "responsibilities": "The cells of the column Vastuu.",
        "indicator": "The goal's indicators (mittarit), in the plan's order.",
        "activity": "What will be done (toimenpiteet).",
        "milestone": "What is done once, by a month.",
        "definition": "Sentences that define something.",
    },
    model.Audience: {
        "id": "Which notebook the report is read in: steering_group, public, staff, "
        "management_group or city_board; another one needs a notebook by its name.",
        "name": "Who reads it, in Finnish.",
        "title": "What the report is called.",
        "to": "To whom it is, such as 'Ohjausryhmälle'.",
        "period": "What it looks at: the month, the year to date or a third of the year.",
        "data_months": "The last data months of the reports that are owed.",
        "due_day": "On which day of the next month a report is due.",
        "due": "Other due dates, by data month.",
        "public": "Whether it is the public version, in which small counts are hidden.",
        "bodies": "The bodies that all get the one report.",
        "charts": "The indicators whose charts its first page shows.",
        "deadline_seconds": "How long making it may take.",
        "memory_mb": "How much memory making it may take.",
    },
    model.Question: {
        "id": _ID,
        "question": "What nobody has decided yet, in Finnish.",
        "default": "What is done until it is decided.",
        "indicators": _INDICATORS,
    },
    model.Plan: {
        "id": "The plan's own name, that of its file.",
        "name": "Whose plan it is.",
        "town": "The town whose plan it is.",
        "year": "The plan's year.",
        "title": "The plan's title.",
        "kicker": "What stands above the title of every report.",
        "in_force_from": "The first month of the targets.",
        "in_force_to": "The last month of the targets.",
        "ends": "The last month of the whole arrangement, where it is known.",
        "arrangement": "What the services of the plan are called together.",
        "municipalities": "How received files name the plan's municipalities.",
        "statistics": "The areas of the public statistics; without it nothing is shown of them.",
        "scopes": "Whose clients are counted, by short names.",
        "parties": "The responsible parties, by their ids.",
        "rules": "Settings that the plan does not write.",
        "goal": "The goals, in the plan's order.",
        "other_heading": "The heading of other changes (Muuta).",
        "other": "Changes to prepare for that belong to no goal.",
        "heading": "Headings of the whole plan.",
        "reporting": "The sentences that promise reports.",
        "audience": "Who gets which report and when.",
        "question": "Open questions, with the default in use.",
        "term": "The glossary: our own words about terms that readers meet.",
        "public": "What the public version shows, always the same figures.",
        "english": "Our own words of this file in English, each by its Finnish text.",
    },
    Arrangement: {
        "name": "The name inside a sentence, in the nominative, such as 'seutupalvelu'.",
        "genitive": "The same as an owner, such as 'seutupalvelun'.",
        "illative": "What the municipalities belong to, such as 'seutupalveluun'.",
    },
    Municipalities: {
        "codes": "Statistics Finland's code of each municipality, such as 092 = 'Vantaa'.",
        "support": "Whose share Kela's open data is read for: kunta_nimi or kunta_nro there.",
    },
    Place: {"name": "The place, as the event log names it.", "inessive": _INESSIVE},
    Area: {"code": _CODE, "name": "The area's name."},
    Region: {"code": _CODE, "name": "The region's name.", "inessive": _INESSIVE},
    Town: {
        **{"code": _CODE, "name": "The town's name.", "inessive": _INESSIVE},
        "genitive": "The name as an owner, such as 'Vantaan'.",
    },
    Statistics: {
        "town": "The town itself.",
        "neighbours": "The municipalities that it is compared with.",
        "region": "The region that it is compared with.",
    },
    Term: {
        "term": "The term, as readers meet it.",
        "text": "One plain sentence that explains it.",
        "indicators": _INDICATORS,
        "words": "Other spellings and stems by which it is found on a page.",
    },
    Speech: {
        "subject": "A shorter phrase for titles, in the nominative singular.",
        "rose": "The verb of going up, such as 'piteni'.",
        "fell": "The verb of going down, such as 'lyheni'.",
        "counted": "What is counted: nominative, genitive, and the form after a number.",
    },
    PublicGoal: {
        "goal": "The goal's number.",
        "title": "The goal in short, without its result.",
        "indicators": "The figures of its text; the weakest judges it.",
    },
    PublicFigure: {
        "indicator": "The id of the indicator.",
        "name": "The figure in plain words.",
        "sentence": "The figure as a sentence; {value}, {genitive} and {inessive} are filled in.",
        "one": "The sentence when the figure is one.",
        "none": "The sentence when the figure is zero.",
        "lead": "Its sentence in the lead, with {Half}, {compared} or {year_before}.",
        "year": "The sentence where the target is the year's, with {year_value} and {target}.",
        "year_first": "The same in January.",
        "year_last": "The same in December.",
        "topic": "Its name in a list of figures of one area.",
        "subject": "The subject line of mail, with {value}.",
        "chart": "What its chart shows.",
        "title": "The title of its chart.",
        "more": "The chart's title when it is more than a year ago.",
        "less": "The chart's title when it is less than a year ago.",
        "same": "The chart's title when it is the same as a year ago.",
    },
    PublicVersion: {
        "title": "The title, with {inessive} and {year}.",
        "sender": "Who publishes it.",
        "lead": "The figures of the lead.",
        "key_figures": "The figures shown large.",
        "charts": "The figures that have a chart.",
        "goals": "Which figures tell of which goal.",
        "figure": "The words of each figure.",
    },
}  # fmt: skip
