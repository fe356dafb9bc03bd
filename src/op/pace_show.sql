-- The cases of an agency or subtree that were answered in the year, with all entries; of these,
-- what the clock reads.
select a.agency, a.id, g.region,
       e.seq, coalesce(e.supersedes, 0), e.kind, e.happened_on,
       case when e.kind = 'redated' then '{}'
            else e.data - '{content,wanted_form,wanted_route,officer,unit,note,reason,items,
                            name,opinion,requested_by,approved_by}'::text[] end
from report_members(:agency_id::int, :year::int, :subtree::boolean) m
join application a on a.agency = m
join agency g on g.id = a.agency
join event e on e.agency = a.agency and e.application = a.id
where a.status = 'answered'
  and a.closed_on between make_date(:year::int, 1, 1) and :cut_off::date
order by a.agency, a.id, e.seq
