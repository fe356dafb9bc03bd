-- Every entry of the remedies of an agency, for the fold.
select r.agency, g.region, r.n, r.number_key, a.outcome, a.closed_on, e.seq,
       coalesce(e.supersedes, 0), e.kind, e.happened_on, e.data
from remedy r
join agency g on g.id = r.agency
join remedy_event e on e.agency = r.agency and e.remedy = r.n
left join application a on a.agency = r.agency and a.id = r.application
where r.agency = :agency_id::int
  and (:about::bigint is null or r.application = :about::bigint)
order by r.agency, r.n, e.seq
