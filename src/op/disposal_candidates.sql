-- The reply, and how many they are.
with due as (
    select d.*, row_number() over (order by d.kept_until, d.application) as n
    from disposal_due(:agency_id::int, :today::date, :until_year::int) d)
select json_build_object(
           'until_year', :until_year::int, 'count', count(*),
           'cases', coalesce(json_agg(json_build_object(
                                 'application', application::text, 'number', number,
                                 'record_type', record_type, 'closed_on', closed_on,
                                 'kept_until', kept_until) order by n)
                             filter (where n <= :most::bigint), '[]')),
       count(*)
from due
