-- Every entry of every remedy with what is stored of it.
select r.agency, r.n, r.kind, r.route, r.matter, r.capacity, r.body, r.number, r.stage,
       r.filed_on, r.accepted_on, r.result, r.settled_on, r.version,
       f.data ->> 'body' as body_stated, f.data ->> 'number' as number_stated,
       e.seq, coalesce(e.supersedes, 0), e.kind, e.happened_on, e.data
from remedy r
left join remedy_event e on e.agency = r.agency and e.remedy = r.n
left join lateral (select x.data from remedy_event x
                   where x.agency = r.agency and x.remedy = r.n and x.kind = 'filed'
                   order by x.seq desc limit 1) f on true
order by r.agency, r.n, e.seq
