-- The digest that report_cases_keep.sql would answer.
select report_cases_digest(array_agg(report_case_line(c.section, c.cell, c.category,
                                                      c.of_agency, c.ids)))
from report_cases(:agency_id::int, :year::int, :scope::text, :known_at::timestamptz, :list::json) c
