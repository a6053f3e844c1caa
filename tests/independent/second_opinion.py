"""Every indicator with a number, once more: by SQL, straight from the received files.

Written from the contract and the description of the extracts alone, without the package, so that
an error in the one is not an error in the other. The order of the queries is that of the contract.
"""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from .raw_tables import MONTH_NAMES, load

# --- The contract's table, section 1 ------------------------------------------------------------
# id, operator, limit, points (% and NPS) or share for "near", can it be near, over the year,
# judged by the year to date in the monthly report too
RULES = """
CREATE TABLE rules AS FROM (VALUES
    ('clients',                            '<',  2900,    'share',  false, 'every_month', false),
    ('unemployed',                         NULL, NULL,    NULL,     false, 'last',        false),
    ('unemployed_share',                   '<',  60,      'points', true,  'last',        false),
    ('under_25_unemployed_share',          '<',  50,      'points', true,  'last',        false),
    ('foreign_language_unemployed_share',  '<',  35,      'points', true,  'last',        false),
    ('job_search_weeks',                   '<',  46,      'share',  true,  'mean',        false),
    ('clients_per_coach',                  '<',  140,     'share',  true,  'mean',        false),
    ('early_contact_share',                NULL, NULL,    NULL,     false, 'pooled',      false),
    ('transfer_contact_share',             NULL, NULL,    NULL,     false, 'pooled',      false),
    ('job_search_info_sessions',           '>=', 1,       'share',  false, 'every_month', false),
    ('initial_interview_visit_share',      '>=', 60,      'points', true,  'pooled',      false),
    ('job_search_talk_visit_share',        '>=', 50,      'points', true,  'pooled',      false),
    ('supplementary_talk_visit_share',     '>=', 10,      'points', true,  'pooled',      false),
    ('plan_backlog_share',                 '<',  30,      'points', true,  'last',        false),
    ('uma_contact_level',                  NULL, NULL,    NULL,     false, 'pooled',      false),
    ('typ_clients',                        '>=', 180,     'share',  true,  'last',        false),
    ('ohjaamo_visitors',                   '>',  NULL,    'share',  true,  'sum',         false),
    ('activation_under_25',                '>',  35,      'points', true,  'pooled',      false),
    ('activation_foreign_citizens',        '>',  55,      'points', true,  'pooled',      false),
    ('activation_long_term',               '>',  20,      'points', true,  'pooled',      false),
    ('activation_all',                     '>',  40,      'points', true,  'pooled',      false),
    ('work_trials',                        '>',  50,      'share',  true,  'last',        false),
    ('activation_plans_1000_days',         '=',  100,     'points', false, 'last',        false),
    ('labour_market_support_cost',         '<=', 3390000, 'share',  true,  'sum',         true),
    ('feedback_nps',                       '>',  50,      'points', true,  'pooled',      false),
    ('in_education',                       '>=', 400,     'share',  true,  'mean',        true),
    ('self_motivated_study',               '>=', 120,     'share',  true,  'mean',        true),
    ('recognised_learning',                NULL, NULL,    NULL,     false, 'sum',         false),
    ('wage_subsidy_under_30',              '>',  60,      'share',  true,  'last',        false),
    ('wage_subsidy_30_and_over',           '>',  160,     'share',  true,  'last',        false),
    ('job_brokering',                      NULL, NULL,    NULL,     false, 'sum',         false),
    ('monthly_event',                      '>=', 1,       'share',  false, 'every_month', false),
    ('daily_social_media',                 '>=', 100,     'points', false, 'pooled',      false)
) AS rule(id, op, bound, near_by, may_be_near, over_year, running)
"""

# --- Words -> months and numbers ----------------------------------------------------------------
# 11/2022, 2022-11, 2022M11, marraskuu 2022, 30.11.2022, 30.11.2022 9:05, 2022-11-30
MACROS = r"""
CREATE MACRO digits(words) AS regexp_replace(words, '[\s\x{00A0}\x{2009}\x{202F}€%]', '', 'g');
CREATE MACRO number(words) AS CASE
    WHEN digits(words) IN ('-', '–') THEN 0
    ELSE try_cast(replace(replace(digits(words), ',', '.'), '−', '-') AS DOUBLE)
END;
CREATE MACRO first_day(y, m) AS try_cast(y || '-' || lpad(m, 2, '0') || '-01' AS DATE);
CREATE MACRO named_month(words) AS (
    SELECT number::VARCHAR FROM month_names WHERE lower(trim(words)) LIKE name || 'kuu%'
);
CREATE MACRO month_of(words) AS coalesce(
    first_day(regexp_extract(words, '^\s*\d{1,2}\.(\d{1,2})\.(\d{4})', 2),
              regexp_extract(words, '^\s*\d{1,2}\.(\d{1,2})\.(\d{4})', 1)),
    first_day(regexp_extract(words, '^\s*(\d{1,2})/(\d{4})\s*$', 2),
              regexp_extract(words, '^\s*(\d{1,2})/(\d{4})\s*$', 1)),
    first_day(regexp_extract(words, '^\s*(\d{4})[-M](\d{1,2})', 1),
              regexp_extract(words, '^\s*(\d{4})[-M](\d{1,2})', 2)),
    first_day(regexp_extract(words, '(\d{4})\s*$', 1), named_month(words))
);
CREATE MACRO day_of(words) AS coalesce(
    try_cast(regexp_extract(words, '^\s*(\d{4}-\d{2}-\d{2})', 1) AS DATE),
    try_cast(try_strptime(regexp_extract(words, '^\s*(\d{1,2}\.\d{1,2}\.\d{4})', 1),
                          '%d.%m.%Y') AS DATE)
);
-- A sum is known only when every part of it is.
CREATE MACRO sum_of(rows_meant, n) AS CASE
    WHEN count(*) FILTER (WHERE rows_meant AND n IS NULL) = 0
    THEN coalesce(sum(n) FILTER (WHERE rows_meant), 0)
END;
CREATE MACRO share(part, whole) AS CASE WHEN whole > 0 THEN 100.0 * part / whole END;
CREATE MACRO is_total(words) AS lower(trim(coalesce(words, ''))) LIKE 'yhteensä%';
CREATE MACRO upper_age(words) AS CASE
    WHEN lower(trim(words)) LIKE 'alle %'
    THEN try_cast(regexp_extract(words, '(\d+)', 1) AS INTEGER) - 1
    ELSE try_cast(regexp_extract(words, '\d+\s*[–-]\s*(\d+)', 1) AS INTEGER)
END;
CREATE MACRO is_foreign_language(words) AS lower(trim(coalesce(words, ''))) NOT IN (
    'fi', 'sv', 'se', 'smn', 'sms', 'suomi', 'ruotsi', 'saame',
    'pohjoissaame', 'inarinsaame', 'koltansaame',
    '', '-', '..', '...', 'tuntematon', 'tieto puuttuu', 'ei tietoa', 'ei tiedossa', 'und'
);
"""

# Salo alone (S) is the trial (T) without Marttila and Koski Tl.
PLACES = """
CREATE TABLE places AS FROM (VALUES
    ('salo', 'S'), ('salo', 'T'), ('marttila', 'T'), ('koski tl', 'T')
) AS place(name, scope)
"""

CURRENT = """
CREATE VIEW {name} AS
WITH dated AS (SELECT *, month_of("{by}") AS data_month FROM raw_{name})
SELECT * FROM dated AS row
WHERE data_month IS NOT NULL AND NOT (corrected = 'no' AND EXISTS (
    FROM dated AS newer
    WHERE newer.series = row.series AND newer.data_month = row.data_month
      AND newer.corrected = 'yes'
))
"""
DATED_BY = {
    "clients": "Laskentapäivä",
    "durations": "Kuukausi",
    "coaches": "Laskentapäivä",
    "discussions": "Kuukausi",
    "first_contacts": "Kuukausi",
    "plans": "Laskentapäivä",
    "activation": "Kuukausi",
    "services": "Kuukausi",
    "typ": "Laskentapäivä",
    "support": "Maksukuukausi",
    "activation_plans": "Laskentapäivä",
    "feedback": "Aikaleima",
    "events": "Pvm",
    "posts": "Pvm",
    "info_sessions": "Pvm",
    "figures": "month",
}

# --- The month's own figures: id, month, value, numerator, denominator --------------------------
CLIENTS = """
WITH cube AS (
    SELECT data_month AS month, number("Asiakkaita") AS n,
           trim("Työllisyyskoodi") IN ('02', '03') AS out_of_work,
           trim("Työllisyyskoodi") = '08' AS studies,
           coalesce(upper_age("Ikäryhmä") < 25, false) AS young,
           is_foreign_language("Äidinkieli") AS foreign_language
    FROM clients SEMI JOIN places ON lower(trim("Kunta")) = places.name AND places.scope = 'T'
), sums AS (
    SELECT month, sum_of(true, n) AS everyone, sum_of(out_of_work, n) AS unemployed,
           sum_of(young, n) AS young, sum_of(young AND out_of_work, n) AS young_unemployed,
           sum_of(foreign_language, n) AS foreigners,
           sum_of(foreign_language AND out_of_work, n) AS foreigners_unemployed,
           sum_of(studies, n) AS students
    FROM cube GROUP BY month
)
SELECT 'clients', month, everyone, everyone, NULL FROM sums
UNION ALL SELECT 'unemployed', month, unemployed, unemployed, NULL FROM sums
UNION ALL SELECT 'unemployed_share', month, share(unemployed, everyone), unemployed, everyone
    FROM sums
UNION ALL SELECT 'under_25_unemployed_share', month, share(young_unemployed, young),
    young_unemployed, young FROM sums
UNION ALL SELECT 'foreign_language_unemployed_share', month,
    share(foreigners_unemployed, foreigners), foreigners_unemployed, foreigners FROM sums
UNION ALL SELECT 'in_education', month, students, students, NULL FROM sums
"""

JOB_SEARCH_WEEKS = """
WITH parts AS (
    SELECT data_month AS month, number("Asiakkaita") AS clients,
           number("Asiakkaita") * number("Kesto keskimäärin (vk)") AS client_weeks
    FROM durations SEMI JOIN places ON lower(trim("Alue")) = places.name AND places.scope = 'S'
    WHERE lower(trim("Ryhmä")) = 'kaikki'
), sums AS (
    SELECT month, sum_of(true, client_weeks) AS client_weeks, sum_of(true, clients) AS clients
    FROM parts GROUP BY month
)
SELECT 'job_search_weeks', month, client_weeks / nullif(clients, 0), client_weeks, clients FROM sums
"""

CLIENTS_PER_COACH = """
WITH sums AS (
    SELECT data_month AS month, sum_of(true, number("Asiakkaita")) AS clients,
           sum_of(true, number("Omavalmentajia (hlö)")) AS coaches
    FROM coaches WHERE NOT is_total("Tiimi") GROUP BY data_month
)
SELECT 'clients_per_coach', month, clients / nullif(coaches, 0), clients, coaches FROM sums
"""

EARLY_CONTACTS = """
WITH sums AS (
    SELECT data_month AS month, sum_of(true, number("Kontaktoitu määräajassa")) AS in_time,
           sum_of(true, number("Uusia työnhakijoita") - number("Määräaika kesken")) AS time_passed
    FROM first_contacts GROUP BY data_month
)
SELECT 'early_contact_share', month, share(in_time, time_passed), in_time, time_passed FROM sums
"""

EVENT_MONTHS = """
CREATE VIEW log_days AS
SELECT data_month FROM events UNION ALL SELECT data_month FROM posts
UNION ALL SELECT data_month FROM info_sessions;
CREATE VIEW log_months AS
SELECT unnest(generate_series(min(data_month), max(data_month), INTERVAL 1 MONTH))::DATE AS month
FROM log_days;
"""

INFO_SESSIONS = """
SELECT 'job_search_info_sessions', month, count(data_month), count(data_month), NULL
FROM log_months
LEFT JOIN info_sessions ON data_month = month AND number("Osallistujia") >= 8
GROUP BY month
"""

# A month of the extract without a held discussion of the kind has none of none.
VISIT_SHARES = """
WITH kinds AS (
    FROM (VALUES
        ('initial_interview_visit_share', 'alkuhaastattelu'),
        ('job_search_talk_visit_share', 'työnhakukeskustelu'),
        ('supplementary_talk_visit_share', 'täydentävä työnhakukeskustelu')
    ) AS kind(id, name)
), held AS (
    SELECT id, data_month AS month, number("Lukumäärä") AS n,
           lower(trim("Keskustelun tyyppi")) = name AS of_kind,
           lower(trim("Tila")) = 'toteutunut' AS took_place,
           lower(trim("Toteutustapa")) = 'käynti' AS visit
    FROM discussions CROSS JOIN kinds WHERE NOT is_total("Tiimi")
), sums AS (
    SELECT id, month, sum_of(of_kind AND took_place AND visit, n) AS visits,
           sum_of(of_kind AND took_place, n) AS held
    FROM held GROUP BY id, month
)
SELECT id, month, share(visits, held), visits, held FROM sums
"""

PLAN_BACKLOG = """
WITH sums AS (
    SELECT data_month AS month,
           sum_of(true, number("Vanhentunut") + number("Puuttuu")) AS backlog,
           sum_of(true, number("Asiakkaita joilta vaaditaan")) AS required
    FROM plans WHERE NOT is_total("Tiimi") GROUP BY data_month
)
SELECT 'plan_backlog_share', month, share(backlog, required), backlog, required FROM sums
"""

TYP_CLIENTS = """
WITH sums AS (
    SELECT data_month AS month, sum_of(true, number("Asiakkaita")) AS clients
    FROM typ SEMI JOIN places ON lower(trim("Kunta")) = places.name AND places.scope = 'S'
    GROUP BY data_month
)
SELECT 'typ_clients', month, clients, clients, NULL FROM sums
"""

# A text among the numbers ("kesätauko") is no number: the month is missing.
OHJAAMO_VISITORS = """
WITH cells AS (
    SELECT first_day(year, month) AS month, n, series, corrected FROM raw_ohjaamo
    WHERE lower(row) = 'yhteensä'
), totals AS (
    SELECT month, number(n) AS visitors FROM cells
    WHERE corrected = 'yes' OR NOT EXISTS (
        FROM cells AS newer WHERE newer.series = cells.series AND newer.month = cells.month
          AND newer.corrected = 'yes' AND newer.n IS NOT NULL)
)
SELECT 'ohjaamo_visitors', month, visitors, visitors, NULL FROM totals WHERE visitors IS NOT NULL
"""

ACTIVATION = """
WITH kinds AS (
    FROM (VALUES
        ('activation_under_25', 'alle 25-v.'),
        ('activation_foreign_citizens', 'ulkomaalaiset'),
        ('activation_long_term', 'pitkäaikaistyöttömät'),
        ('activation_all', 'kaikki')
    ) AS kind(id, name)
), sums AS (
    SELECT id, data_month AS month, sum_of(true, number("Palveluissa")) AS served,
           sum_of(true, number("Työttömät") + number("Palveluissa")) AS active
    FROM activation JOIN kinds ON lower(trim("Ryhmä")) = kinds.name
    SEMI JOIN places ON lower(trim("Alue")) = places.name AND places.scope = 'S'
    GROUP BY id, data_month
)
SELECT id, month, share(served, active), served, active FROM sums
"""

# A service without a row in the extract was not delivered: missing, not zero.
SERVICES = """
WITH kinds AS (
    FROM (VALUES
        ('work_trials', 'työkokeilu', NULL, 'S'),
        ('self_motivated_study', 'omaehtoinen opiskelu', NULL, 'T'),
        ('wage_subsidy_under_30', 'palkkatuki', 'alle 30', 'S'),
        ('wage_subsidy_30_and_over', 'palkkatuki', '30 täyttäneet', 'S')
    ) AS kind(id, service, age, scope)
), sums AS (
    SELECT id, data_month AS month,
           sum_of(lower(trim("Palvelu")) = service
                  AND (age IS NULL OR lower(trim("Ikäryhmä")) = age),
                  number("Kuukauden lopussa")) AS people
    FROM services CROSS JOIN kinds
    SEMI JOIN places ON lower(trim("Alue")) = places.name AND places.scope = kinds.scope
    GROUP BY id, data_month
    HAVING count(*) FILTER (WHERE lower(trim("Palvelu")) = service
                            AND (age IS NULL OR lower(trim("Ikäryhmä")) = age)) > 0
)
SELECT id, month, people, people, NULL FROM sums
"""

ACTIVATION_PLANS = """
WITH sums AS (
    SELECT data_month AS month,
           sum_of(true, number("Aktivointisuunnitelma voimassa")) AS valid,
           sum_of(true, number("Työttömiä") - number("Ei tarpeen")) AS needed
    FROM activation_plans WHERE lower(trim("Ryhmä")) = '1000 pv' GROUP BY data_month
)
SELECT 'activation_plans_1000_days', month, share(valid, needed), valid, needed FROM sums
"""

SUPPORT_COST = """
WITH classes AS (
    SELECT data_month AS month, number("Kunnan osuus €") AS euros, is_total("Päiväluokka") AS total
    FROM support
), counted AS (
    FROM classes AS row WHERE NOT total OR NOT EXISTS (
        FROM classes AS other WHERE other.month = row.month AND NOT other.total)
), sums AS (
    SELECT month, sum_of(true, euros) AS euros FROM counted GROUP BY month
)
SELECT 'labour_market_support_cost', month, euros, euros, NULL FROM sums
"""

# The comment is never read. Without it two equal rows may be two people at one device, and the
# contract names no rule for repeats: every row with a score is an answer.
FEEDBACK = """
WITH answers AS (
    SELECT data_month AS month, number("Kuinka todennäköisesti suosittelisit (0–10)") AS score
    FROM feedback
), sums AS (
    SELECT month, count(score) AS answers,
           count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6) AS balance
    FROM answers WHERE score BETWEEN 0 AND 10 GROUP BY month
)
SELECT 'feedback_nps', month, share(balance, answers), balance, answers FROM sums
"""

MONTHLY_EVENTS = """
SELECT 'monthly_event', month, count(data_month), count(data_month), NULL
FROM log_months LEFT JOIN events ON data_month = month GROUP BY month
"""

SOCIAL_MEDIA = """
WITH posting_days AS (SELECT DISTINCT day_of("Pvm") AS day FROM posts), sums AS (
    SELECT month, count(posting_days.day) AS posted, count(*) AS days
    FROM log_months JOIN working_days ON date_trunc('month', working_days.day) = month
    LEFT JOIN posting_days ON posting_days.day = working_days.day GROUP BY month
)
SELECT 'daily_social_media', month, share(posted, days), posted, days FROM sums
"""

FROM_EXTRACTS = (
    CLIENTS, JOB_SEARCH_WEEKS, CLIENTS_PER_COACH, EARLY_CONTACTS, INFO_SESSIONS, VISIT_SHARES,
    PLAN_BACKLOG, TYP_CLIENTS, OHJAAMO_VISITORS, ACTIVATION, SERVICES, ACTIVATION_PLANS,
    SUPPORT_COST, FEEDBACK, MONTHLY_EVENTS, SOCIAL_MEDIA,
)  # fmt: skip

# Delivered ready, then the plan's own stated values.
DELIVERED = """
SELECT indicator, data_month, number(value), number(numerator), number(denominator),
       CASE WHEN file LIKE 'figures_plan%' THEN 3 ELSE 2 END
FROM figures WHERE value IS NOT NULL
"""

# --- One figure for a month, the year to date and the verdict -----------------------------------
# None of none is no value, yet it is what the extract says: its parts are kept.
MONTHLY = """
CREATE TABLE monthly AS
FROM figure WHERE value IS NOT NULL OR denominator = 0
QUALIFY row_number() OVER (PARTITION BY id, month ORDER BY trust) = 1
"""

MET = """
CREATE MACRO is_met(value, op, bound) AS CASE op
    WHEN '<' THEN value < bound WHEN '<=' THEN value <= bound WHEN '=' THEN value = bound
    WHEN '>=' THEN value >= bound WHEN '>' THEN value > bound
END
"""

YEAR = """
CREATE TABLE year_to_date AS
WITH so_far AS (
    SELECT rules.id, months.month, rules.over_year, past.month AS of_month,
           past.value, past.numerator, past.denominator,
           coalesce(is_met(past.value, rules.op, rules.bound), false) AS met
    FROM rules CROSS JOIN months JOIN monthly AS past
      ON past.id = rules.id AND year(past.month) = year(months.month)
     AND past.month <= months.month
)
SELECT id, month, CASE over_year
    WHEN 'last' THEN max(value) FILTER (WHERE of_month = month)
    WHEN 'mean' THEN avg(value)
    WHEN 'sum' THEN sum(value)
    WHEN 'pooled' THEN CASE
        WHEN count(value) = 1 THEN max(value)
        WHEN count(value) = count(value) FILTER (WHERE denominator IS NOT NULL)
        THEN share(sum(numerator), sum(denominator)) END
    WHEN 'every_month' THEN count(*) FILTER (WHERE met)
END AS value, sum(value) AS total, count(value) AS months_there
FROM so_far GROUP BY id, month, over_year
"""

JUDGED = """
WITH judged AS (
    SELECT rules.*, months.month, year_to_date.value AS year_value, monthly.value AS month_value,
           CASE WHEN running THEN year_to_date.value ELSE monthly.value END AS judged_value,
           CASE WHEN running THEN total ELSE monthly.numerator END AS its_numerator,
           CASE WHEN NOT running THEN monthly.denominator
                WHEN over_year = 'mean' THEN months_there END AS its_denominator,
           CASE rules.id WHEN 'ohjaamo_visitors' THEN year_ago.value
                   WHEN 'labour_market_support_cost' THEN bound * months_there / 12.0
                   ELSE bound END AS judged_by
    FROM rules CROSS JOIN months
    LEFT JOIN monthly ON monthly.id = rules.id AND monthly.month = months.month
    LEFT JOIN monthly AS year_ago
      ON year_ago.id = rules.id AND year_ago.month = months.month - INTERVAL 1 YEAR
    LEFT JOIN year_to_date
      ON year_to_date.id = rules.id AND year_to_date.month = months.month
)
SELECT id, strftime(month, '%Y-%m') AS month, judged_value AS value, month_value,
       its_numerator AS numerator, its_denominator AS denominator, year_value,
       CASE WHEN op IS NULL THEN 'no_target'
            WHEN judged_value IS NULL OR judged_by IS NULL THEN 'no_data'
            WHEN is_met(judged_value, op, judged_by) THEN 'met'
            WHEN may_be_near AND round(abs(judged_value - judged_by), 9)
                 <= round(CASE near_by WHEN 'points' THEN 2 ELSE 0.03 * judged_by END, 9)
            THEN 'near'
            ELSE 'missed' END AS verdict
FROM judged ORDER BY month, id
"""


def second_opinion(
    raw: Path, first: str = "2022-01", last: str = "2023-12"
) -> list[dict[str, Any]]:
    """Compute the 33 indicators for every month from ``first`` to ``last``."""
    connection = duckdb.connect()
    try:
        prepare(connection, first, last)
        load(connection, raw)
        for name, by in DATED_BY.items():
            connection.execute(CURRENT.format(name=name, by=by))
        connection.execute(EVENT_MONTHS)
        connection.execute(
            "CREATE TABLE figure (id VARCHAR, month DATE, value DOUBLE, numerator DOUBLE,"
            " denominator DOUBLE, trust INTEGER DEFAULT 1)"
        )
        for query in FROM_EXTRACTS:
            connection.execute(
                f"INSERT INTO figure (id, month, value, numerator, denominator) {query}"
            )
        connection.execute(f"INSERT INTO figure {DELIVERED}")
        for statement in (MONTHLY, MET, YEAR):
            connection.execute(statement)
        answer = connection.execute(JUDGED)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    finally:
        connection.close()


def prepare(connection: duckdb.DuckDBPyConnection, first: str, last: str) -> None:
    """Make the small tables that are not in any extract: months, rules, places, working days."""
    connection.execute("CREATE TABLE month_names (number INTEGER, name VARCHAR)")
    connection.executemany(
        "INSERT INTO month_names VALUES (?, ?)", list(enumerate(MONTH_NAMES, start=1))
    )
    connection.execute(MACROS)
    connection.execute(PLACES)
    connection.execute(RULES)
    connection.execute(
        "CREATE TABLE months AS SELECT unnest(generate_series("
        "CAST(? || '-01' AS DATE), CAST(? || '-01' AS DATE), INTERVAL 1 MONTH))::DATE AS month",
        [first, last],
    )
    connection.execute("CREATE TABLE working_days (day DATE)")
    connection.executemany(
        "INSERT INTO working_days VALUES (?)",
        [[day] for day in working_days(range(int(first[:4]) - 1, int(last[:4]) + 2))],
    )


def working_days(years: Sequence[int]) -> Iterator[datetime.date]:
    """Give Monday to Friday without public holidays, Midsummer Eve and Christmas Eve."""
    for year in years:
        free = days_off(year)
        day = datetime.date(year, 1, 1)
        while day.year == year:
            if day.weekday() < 5 and day not in free:
                yield day
            day += datetime.timedelta(days=1)


def days_off(year: int) -> set[datetime.date]:
    """Give the Finnish days off that can fall on a working day."""
    fixed = {(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)}
    easter_day = easter(year)
    moving = {easter_day + datetime.timedelta(days=days) for days in (-2, 1, 39)}
    midsummer_eve = next(
        day
        for day in (datetime.date(year, 6, number) for number in range(19, 26))
        if day.weekday() == 4
    )
    return {datetime.date(year, month, day) for month, day in fixed} | moving | {midsummer_eve}


def easter(year: int) -> datetime.date:
    """Give Easter Sunday by the Gregorian rule (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - shift + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)
