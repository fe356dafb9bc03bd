-- Every entry of the remedies over the application, for the fold (op/remedies.c).
select r.agency, g.region, r.n, r.number_key, a.outcome, a.closed_on, e.seq,
       coalesce(e.supersedes, 0), e.kind, e.happened_on, e.data
from remedy r
join agency g on g.id = r.agency
join remedy_event e on e.agency = r.agency and e.remedy = r.n
join application a on a.agency = r.agency and a.id = r.application
where r.agency = :agency_id::int and r.application = :application::bigint
order by r.n, e.seq
