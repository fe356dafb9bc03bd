-- Keeps the case list of a version; answers its digest.
with kept as (
    insert into report_case (agency, year, scope, version, section, cell, category, of_agency,
                             ids)
    select :agency_id::int, :year::int, :scope::text, :version::int, c.section, c.cell, c.category,
           c.of_agency, c.ids
    from report_cases(:agency_id::int, :year::int, :scope::text, :known_at::timestamptz,
                      :list::json) c
    returning *)
select report_cases_digest(array_agg(report_case_line(section, cell, category, of_agency, ids)))
from kept
