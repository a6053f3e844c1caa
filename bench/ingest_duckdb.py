"""DuckDB from registers to indicators with the checks that the package makes, in SQL.

All rows are loaded into one typed table, checked by one query and counted by another; or, with
`one_by_one`, a table of one file at a time, which needs less memory.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from salo_plan.extracts.datasets.clients import EMPLOYMENT_CODES
from salo_plan.extracts.datasets.register import OLDEST, YOUNGEST, PersonRegister
from salo_plan.extracts.file_months import file_month
from salo_plan.extracts.layout import TOTAL_WORDS
from salo_plan.extracts.schema import column_rules
from salo_plan.populations import EDUCATION_CODES, NATIVE_LANGUAGES, UNEMPLOYED_CODES, YOUTH_LIMIT

HEADERS = [rule.header for rule in column_rules(PersonRegister)]
IDENTITY_CODE = r"[0-9]{6}[-+A-FU-Y][0-9]{3}[0-9A-Y]"
TEXT_COLUMNS = ("municipality", "team", "service")
LOAD = """
create or replace temp table people as
select
    "Asiakas_id" as client, "Syntymäpäivä" as birth_text, "Äidinkieli" as mother_tongue,
    "Kansalaisuus" as citizenship, "Kotikunta" as municipality, "Tiimi" as team,
    "Omavalmentaja" as coach, "Työllisyyskoodi" as employment_code,
    "Työnhaku_alkoi" as search_text, "Työttömyys_alkoi" as began_text, "Palvelu" as service,
    try_strptime("Syntymäpäivä", '%d.%m.%Y')::date as birth_day,
    try_strptime("Työnhaku_alkoi", '%d.%m.%Y')::date as search_began,
    try_strptime("Työttömyys_alkoi", '%d.%m.%Y')::date as unemployment_began,
    last_day(strptime(regexp_extract(filename, '(\\d{4}-\\d{2})\\.csv$', 1), '%Y-%m')) as month_end
from read_csv(?, delim = ';', header = true, all_varchar = true, filename = true, quote = '"')
"""
# Born on 29 February, one is a year older on 1 March: date_sub says it a day earlier.
AGE = """(year(month_end) - year(birth_day)
    - (month(birth_day) * 100 + day(birth_day) > month(month_end) * 100 + day(month_end))::int)"""
CHECK = f"""
select
    count(*) filter (coalesce(trim(client), '') = ''
        or lower(trim(client)) in {TOTAL_WORDS}
        or (birth_text != '' and birth_day is null)
        or (search_text != '' and search_began is null)
        or (began_text != '' and unemployment_began is null)
        or greatest(birth_day, search_began, unemployment_began) > month_end
        or {AGE} not between {YOUNGEST} and {OLDEST}
        or not regexp_full_match(mother_tongue, '[a-z]{{2,3}}')
        or not regexp_full_match(citizenship, '[A-Z]{{2,3}}')
        or employment_code not in {tuple(EMPLOYMENT_CODES)}
        or {" or ".join(f"regexp_matches({name}, '{IDENTITY_CODE}')" for name in TEXT_COLUMNS)}
    ) as wrong,
    count(*) - count(distinct (month_end, client)) as repeated,
    count(*) filter (coalesce(mother_tongue, '') = '')
        + count(*) filter (coalesce(citizenship, '') = '')
        + count(*) filter (unemployment_began < search_began) as warnings
from people
"""
_JOBLESS = f"employment_code in {UNEMPLOYED_CODES}"
_YOUNG = f"{AGE} < {YOUTH_LIMIT}"
_FOREIGN = f"mother_tongue != '' and mother_tongue not in {NATIVE_LANGUAGES}"
COUNT = f"""
select
    strftime(month_end, '%Y-%m') as month,
    count(*) as clients,
    count(*) filter ({_JOBLESS}) as unemployed,
    count(*) filter ({_YOUNG}) as young,
    count(*) filter ({_YOUNG} and {_JOBLESS}) as young_unemployed,
    count(*) filter ({_FOREIGN}) as foreign_language,
    count(*) filter ({_FOREIGN} and {_JOBLESS}) as foreign_unemployed,
    count(*) filter (employment_code = '{EDUCATION_CODES[0]}') as in_education
from people group by all order by month
"""


def from_registers(paths: Sequence[Path], *, one_by_one: bool = False) -> dict[str, Any]:
    """Return the counts of every month and the number of warnings; SystemExit at a fault."""
    counts: list[tuple[Any, ...]] = []
    warnings = 0
    connection = duckdb.connect()
    for group in [[path] for path in paths] if one_by_one else [list(paths)]:
        if any(file_month(path.name) is None for path in group):
            raise SystemExit("a file's name has no month")
        connection.execute(LOAD, [[str(path) for path in group]])
        wrong, repeated, told = connection.execute(CHECK).fetchone() or (0, 0, 0)
        if wrong or repeated:
            raise SystemExit(f"the made-up registers have faults: {wrong} wrong, {repeated} twice")
        warnings += told
        counts += connection.execute(COUNT).fetchall()
    return {"counts": {month: list(rest) for month, *rest in sorted(counts)}, "warnings": warnings}
