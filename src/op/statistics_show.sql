-- The same entries as section_three_at.sql, month by month and by outcome: what came in and
-- went out of each, and what was open at its end.
with entry as (
    select case when e.happened_on < make_date(:year::int, 1, 1) then 0
                else extract(month from e.happened_on)::int end as month,
           e.cell, sum(e.amount) as amount
    from tally_entry e
    join report_members(:agency_id::int, :year::int, :subtree::boolean) m on m = e.agency
    where e.happened_on <= :cut_off::date
      and e.recorded_at <= coalesce(:known_at::timestamptz, 'infinity')
    group by 1, 2),
month as (
    select n as month,
           coalesce(sum(amount) filter (where month = n and cell = 'new'), 0) as received,
           coalesce(sum(amount) filter (where month = n and cell <> 'new'), 0) as finished,
           coalesce(sum(case cell when 'new' then amount else -amount end), 0) as open
    from generate_series(0, 12) n
    left join entry on month <= n
    where n = 0 or make_date(:year::int, greatest(n, 1), 1) <= least(:cut_off::date, :today::date)
    group by n)
select json_build_object(
    'year', :year::int,
    'scope', case when :subtree::boolean then 'subtree' else 'agency' end,
    'cut_off', :cut_off::date,
    'carried_in', (select open from month where month = 0),
    'received', (select sum(received) from month where month > 0),
    'finished', (select sum(finished) from month where month > 0),
    'open', (select open from month order by month desc limit 1),
    'months', (select json_agg(json_build_object('month', month, 'received', received,
                                                 'finished', finished, 'open', open)
                               order by month)
               from month where month > 0),
    'outcomes', (select coalesce(json_agg(json_build_object('outcome', cell, 'count', amount)
                                          order by amount desc, cell), '[]')
                 from (select cell, sum(amount) as amount from entry
                       where month > 0 and cell <> 'new'
                       group by cell having sum(amount) <> 0) o))
