"""What the populations are called where a formula is told: one place for the words of all.

Each population has two forms. `whole` names the group by itself ("Koko joukko: ..."), and `part`
is the clause that picks its members out of another group ("ne, jotka ovat ..."). Any plan may
compose them freely, so both stand for every population. `parts` are the plain words by which the
numbers of an equation are told apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from salo_plan.messages import marked


@dataclass(frozen=True, slots=True)
class Words:
    """A population's two forms, as messages that are said later."""

    whole: str
    part: str


WORDS: Mapping[str, Mapping[str, Words]] = {
    "clients": {
        "everyone": Words(
            marked("all clients with a valid job search at the end of the month"),
            marked("who are clients"),
        ),
        "unemployed": Words(
            marked("clients who are unemployed or fully laid off at the end of the month"),
            marked("who are unemployed or fully laid off"),
        ),
        "under_25": Words(
            marked("clients under 25 years of age at the end of the month"),
            marked("who are under 25"),
        ),
        "foreign_language": Words(
            marked("clients whose mother tongue is other than Finnish, Swedish or Sámi"),
            marked("whose mother tongue is other than Finnish, Swedish or Sámi"),
        ),
        "in_education": Words(
            marked("clients who are in education at the end of the month"),
            marked("who are in education"),
        ),
        "ukrainian": Words(
            marked("clients who are citizens of Ukraine"),
            marked("who are citizens of Ukraine"),
        ),
    },
    "search_duration": {
        "duration_weeks": Words(
            marked("average length of a job search in weeks"),
            marked("whose job search has a duration"),
        ),
        "clients": Words(
            marked("number of clients with an open job search"),
            marked("who have an open job search"),
        ),
    },
    "coaches": {
        "clients": Words(
            marked("clients of the personal coaches"),
            marked("who have a personal coach"),
        ),
        "coaches": Words(
            marked("personal coaches, counted as persons"),
            marked("who are personal coaches"),
        ),
    },
    "discussions": {
        "visit": Words(
            marked("talks held as a visit in person"),
            marked("that were visits in person, not by telephone or video"),
        ),
        "initial_interview": Words(
            marked("initial interviews held in the month; cancelled ones are not counted"),
            marked("that were initial interviews held"),
        ),
        "job_search_talk": Words(
            marked("job-search talks held in the month; cancelled ones are not counted"),
            marked("that were job-search talks held"),
        ),
        "supplementary_talk": Words(
            marked("supplementary talks held in the month; cancelled ones are not counted"),
            marked("that were supplementary talks held"),
        ),
    },
    "first_contacts": {
        "contacted_in_time": Words(
            marked("new jobseekers who were contacted within five working days"),
            marked("who were contacted within five working days"),
        ),
        "time_has_passed": Words(
            marked("new jobseekers of the month whose five working days have passed"),
            marked("whose five working days have passed"),
        ),
    },
    "plans": {
        "backlog": Words(
            marked("clients whose plan has expired or is missing"),
            marked("whose plan has expired or is missing"),
        ),
        "plan_required": Words(
            marked("clients who must have a plan"),
            marked("who must have a plan"),
        ),
    },
    "typ": {
        "typ_clients": Words(
            marked("clients of the multi-agency joint service (TYP)"),
            marked("who are clients of the multi-agency joint service (TYP)"),
        ),
    },
    "ohjaamo": {
        "visitors": Words(
            marked("visitors of Ohjaamo in the month, all kinds of visits together"),
            marked("who visited Ohjaamo"),
        ),
    },
    "activation": {
        "in_services": Words(
            marked("people in services"),
            marked("who are in services"),
        ),
        "active_under_25": Words(
            marked("the unemployed and those in services, under 25 years of age"),
            marked("who are unemployed or in services and under 25"),
        ),
        "active_foreign_citizens": Words(
            marked("the unemployed and those in services, foreign citizens"),
            marked("who are unemployed or in services and foreign citizens"),
        ),
        "active_long_term": Words(
            marked("the unemployed and those in services, the long-term unemployed"),
            marked("who are counted as long-term unemployed"),
        ),
        "active_all": Words(
            marked("all the unemployed and those in services together"),
            marked("who are unemployed or in services"),
        ),
    },
    "services": {
        "work_trial": Words(
            marked("people in a work trial at the end of the month"),
            marked("who are in a work trial"),
        ),
        "wage_subsidy_under_30": Words(
            marked("people under 30 in work with a pay subsidy at the end of the month"),
            marked("who are under 30 and in work with a pay subsidy"),
        ),
        "wage_subsidy_30_and_over": Words(
            marked("people of 30 or over in work with a pay subsidy at the end of the month"),
            marked("who are 30 or over and in work with a pay subsidy"),
        ),
        "self_motivated_study": Words(
            marked("people in self-motivated study at the end of the month"),
            marked("who are in self-motivated study"),
        ),
    },
    "activation_plans": {
        "valid_plan": Words(
            marked("people with a valid activation plan"),
            marked("who have a valid activation plan"),
        ),
        "plan_needed_1000_days": Words(
            marked(
                "the unemployed who have been paid labour market support for at least 1,000 days "
                "and who need a plan"
            ),
            marked(
                "who have been paid labour market support for at least 1,000 days and need a plan"
            ),
        ),
    },
    "labour_market_support": {
        "municipal_share": Words(
            marked("the municipality's share of labour market support, by month of payment"),
            marked("whose labour market support the municipality shares"),
        ),
    },
}

FUNCTION_WORDS: Mapping[str, str] = {
    "net_promoter_score": marked(
        "A difference of shares: from the promoters (scores 9–10) the detractors (0–6) are "
        "subtracted, and the difference is divided by all answers with a score and multiplied by "
        "a hundred. The answers of all channels are counted together. The result is between −100 "
        "and 100."
    ),
    "info_sessions": marked(
        "A number: the job-search info sessions of the month with at least {minimum} people "
        "present."
    ),
    "monthly_events": marked("A number: the events held in the month."),
    "posting_days": marked(
        "A percentage: the working days with at least one post are divided by all working "
        "days of the month and multiplied by a hundred. Working days are Monday to Friday "
        "without public holidays and their eves."
    ),
}
