-- Every open case once, in the queues it stands in today.  :horizons tells for each region
-- the last working day before today, and the third and seventh one after it.  The whole tree
-- is read from end to end, the agencies under :under each by the index of open cases.
with horizon as (
    select * from json_to_recordset(:horizons::json)
        as h(region text, before date, three date, seven date)),
place as (
    select g.id, g.code, g.name, h.before, h.three, h.seven
    from agency g join horizon h on h.region = g.region
    where (:under::text is null
           or g.id in (select c.agency
                       from agency_closure c join agency top on top.id = c.ancestor
                       where top.code = :under and c.to_year = 9999))
      and (not :inside::boolean or g.id = :own_agency::int)),
open_case as (
    select p.code, p.name, p.before, p.three, p.seven, a.unit, a.officer, a.arrived_on,
           a.due_on, a.due_certain, a.paused_for, status_on(a, :today::date) as status
    from place p join application a on a.agency = p.id
    where :under::text is null and a.status not in ('answered', 'withdrawn', 'voided')
    union all
    select p.code, p.name, p.before, p.three, p.seven, a.*
    from place p,
    lateral (select a.unit, a.officer, a.arrived_on, a.due_on, a.due_certain, a.paused_for,
                    status_on(a, :today::date)
             from application a
             where a.agency = p.id and a.status not in ('answered', 'withdrawn', 'voided')
             offset 0) a
    where :under::text is not null),
queue as (
    select case :by when 'agency' then a.code when 'unit' then a.unit else a.officer end as key,
           case :by when 'agency' then a.name when 'unit' then a.unit else a.officer end as name,
           min(a.due_on) filter (where a.due_on >= :today::date) as next_due,
           count(*) as open,
           count(*) filter (where a.status = 'overdue') as overdue,
           count(*) filter (where a.due_on = :today::date) as due_today,
           count(*) filter (where a.due_on between :today::date and a.three) as due_in_3,
           count(*) filter (where a.due_on between :today::date and a.seven) as due_in_7,
           count(*) filter (where a.status = 'awaiting_confirmation') as awaiting_confirmation,
           count(*) filter (where a.status = 'awaiting_confirmation'
                              and a.arrived_on < a.before) as confirmation_late,
           count(*) filter (where a.status = 'awaiting_correction') as awaiting_correction,
           count(*) filter (where a.status = 'awaiting_fee') as awaiting_fee,
           count(*) filter (where a.status = 'paused_consultation'
                              and a.paused_for = 'third_party') as awaiting_third_party,
           count(*) filter (where a.status = 'paused_consultation'
                              and a.paused_for <> 'third_party') as awaiting_agency,
           count(*) filter (where a.status in ('abandoned_no_correction',
                                               'abandoned_no_payment')) as lapsed,
           count(*) filter (where not a.due_certain) as provisional
    from open_case a
    group by 1, 2)
select json_build_object(
    'as_of', :today::date,
    'by', :by::text,
    'total', (select json_build_object(
                         'open', coalesce(sum(open), 0), 'overdue', coalesce(sum(overdue), 0),
                         'due_today', coalesce(sum(due_today), 0),
                         'due_in_3', coalesce(sum(due_in_3), 0),
                         'due_in_7', coalesce(sum(due_in_7), 0),
                         'awaiting_confirmation', coalesce(sum(awaiting_confirmation), 0),
                         'confirmation_late', coalesce(sum(confirmation_late), 0),
                         'awaiting_correction', coalesce(sum(awaiting_correction), 0),
                         'awaiting_fee', coalesce(sum(awaiting_fee), 0),
                         'awaiting_third_party', coalesce(sum(awaiting_third_party), 0),
                         'awaiting_agency', coalesce(sum(awaiting_agency), 0),
                         'lapsed', coalesce(sum(lapsed), 0),
                         'provisional', coalesce(sum(provisional), 0))
              from queue),
    'groups', (select coalesce(json_agg(to_json(queue)
                                        order by overdue desc, due_in_7 desc, key), '[]')
               from queue),
    'days', (select json_agg(json_build_object('date', :today::date + n,
                                               'due', coalesce(d.due, 0)) order by n)
             from generate_series(0, 41) n
             left join (select due_on, count(*) as due from open_case
                        where due_on between :today::date and :today::date + 41
                        group by due_on) d on d.due_on = :today::date + n))
