-- What is unfinished in the cases behind a report: rule, number of cases, a digest of which
-- they are, and the first fifty.  Of what had come in by the cut-off, as it stands today.  Each
-- agency is read by itself, by the index: one of thousands must not cost the reading of all.
with member as (
    select m as agency
    from report_members(:agency_id::int, :year::int, :subtree::boolean) m),
found as (
    select case s.status when 'overdue' then 'overdue'
                         when 'awaiting_confirmation' then 'unconfirmed'
                         when 'abandoned_no_correction' then 'uncorrected'
                         when 'abandoned_no_payment' then 'fee_unpaid' end as rule,
           s.id
    from member m
    cross join lateral (
        select a.id, a.arrived_on, status_on(a, :today::date) as status
        from application a
        where a.agency = m.agency and a.status not in ('answered', 'withdrawn', 'voided')
          and a.arrived_on <= :cut_off::date
        offset 0) s
    where s.status in ('overdue', 'abandoned_no_correction', 'abandoned_no_payment')
       or (s.status = 'awaiting_confirmation' and s.arrived_on < :today::date)
    union all
    select distinct 'unserved', l.application
    from member m
    cross join lateral (
        select l.application
        from letters_served(m.agency, :today::date) l
        where l.kind = 'answered' and l.open
          and l.happened_on between make_date(:year::int, 1, 1) and :cut_off::date
          and (l.state = 'returned'
               or l.days > case l.state when 'unknown' then 0 else 30 end)
        offset 0) l)
select rule, count(*), md5(string_agg(id::text, ',' order by id)),
       array_to_json((array_agg(id::text order by id))[1:50])
from found
group by rule
