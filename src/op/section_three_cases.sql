-- The same entries and the same sums as section_three_at.sql, case by case.
with member as (
    select m as agency
    from report_members(:agency_id::int, :year::int, :subtree::boolean) m),
counted as (
    select e.agency, e.application
    from tally_entry e
    join member using (agency)
    where e.happened_on <= :cut_off::date
      and e.recorded_at <= coalesce(:known_at::timestamptz, 'infinity')
      and (:category::text is null or e.category = :category)
      and (:after_id::bigint is null or e.application > :after_id::bigint)
    group by e.agency, e.application
    having case :row_kind::text
           when 'new' then
               sum(e.amount) filter (where e.cell = 'new'
                                     and e.happened_on >= make_date(:year::int, 1, 1)) > 0
           when 'result' then
               sum(e.amount) filter (where e.cell = any(:cells::text[])
                                     and e.happened_on >= make_date(:year::int, 1, 1)) > 0
           when 'carried_in' then
               sum(case when e.cell = 'new' then e.amount else -e.amount end)
                   filter (where e.happened_on < make_date(:year::int, 1, 1)) > 0
           else
               sum(case when e.cell = 'new' then e.amount else -e.amount end) > 0
           end
    order by e.application
    limit :limit::bigint + 1),
page as (
    select a, row_number() over (order by a.id) as n
    from counted c
    join application a on a.agency = c.agency and a.id = c.application)
select json_build_object(
    'applications', coalesce(json_agg(application_json(a, (select g.code from agency g
                                                           where g.id = (a).agency),
                                                        :today::date, :stub::boolean)
                                      order by n)
                             filter (where n <= :limit::bigint), '[]'),
    'next', max((a).id::text) filter (where n = :limit::bigint
                                       and exists (select from page where n > :limit::bigint)))
from page
