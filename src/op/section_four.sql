-- The entries of every remedy that may count in the year, as far as they were recorded by
-- then.  The stored columns say of which that is not to be thought of, while it is today's
-- knowledge that is asked for; a month of slack, for they put no last day off.
with member as (
    select m as agency
    from report_members(:agency_id::int, :year::int, :subtree::boolean) m)
select r.agency, g.region, r.n, r.number_key, null, null, e.seq, coalesce(e.supersedes, 0),
       e.kind, e.happened_on, e.data
from member m
join remedy r on r.agency = m.agency
join agency g on g.id = r.agency
join remedy_event e on e.agency = r.agency and e.remedy = r.n
where (:known_at::timestamptz is not null
       or (r.stage <> 'voided' and r.filed_on <= :cut_off::date
           and coalesce(r.settled_on >= make_date(:year::int, 1, 1) - 31, true)))
  and e.recorded_at <= coalesce(:known_at::timestamptz, 'infinity')
order by r.agency, r.n, e.seq
