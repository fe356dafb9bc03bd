-- Newest first: by id, which grows with registration within an agency.
with page as (
    select a, row_number() over (order by a.id desc) as n
    from application a
    where a.agency = :agency_id::int
      and (:status::text is null
           or a.status = :status
           or (:status not in ('answered', 'withdrawn', 'voided', 'awaiting_confirmation')
               and a.status not in ('answered', 'withdrawn', 'voided')))
      and (:status::text is null or status_on(a, :today::date) = :status)
      and (:open::boolean is null
           or (a.status not in ('answered', 'withdrawn', 'voided')) = :open::boolean)
      and (:overdue::boolean is null
           or coalesce(a.status = 'running' and a.due_on < :today::date, false)
              = :overdue::boolean)
      and (:due_until::date is null
           or (a.status = 'running' and a.due_on <= :due_until::date))
      and (:outcome::text is null or a.outcome = :outcome)
      and (:applicant_category::text is null or a.applicant_category = :applicant_category)
      and (:channel::text is null or a.channel = :channel)
      and (:officer::text is null or a.officer = :officer)
      and (:no_officer::boolean is null or (a.officer is null) = :no_officer::boolean)
      and (:unit::text is null or a.unit = :unit)
      and (:no_unit::boolean is null or (a.unit is null) = :no_unit::boolean)
      and (:queue::text is null
           or stands_in(a, :queue, :today::date, :before::date, :three::date, :seven::date))
      and (:due_on::date is null or a.due_on = :due_on::date)
      and (:year::int is null
           or a.received_on between make_date(:year::int, 1, 1) and make_date(:year::int, 12, 31))
      and (:text::text is null
           or strpos(lower(a.number || ' ' || a.applicant_name || ' ' || a.content),
                     lower(:text)) > 0
           or (a.number is null
               and strpos(lower(a.applicant_name || ' ' || a.content), lower(:text)) > 0)
           or ((select name_key(:text)) <> '' -- a query of its own is made once, not per row
               and strpos(a.applicant_key, (select name_key(:text))) > 0))
      and (:after_id::bigint is null or a.id < :after_id::bigint)
    order by a.id desc
    limit :limit::bigint + 1)
select json_build_object(
    'applications', coalesce(json_agg(listed(a, :agency, :today::date,
                                                :working_days::date[]) order by n)
                             filter (where n <= :limit::bigint), '[]'),
    'next', max((a).id::text) filter (where n = :limit::bigint
                                       and exists (select from page where n > :limit::bigint)))
from page
