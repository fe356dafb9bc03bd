-- In whose place the caller confirms today what takes one of the roles; nobody who took part.
select d.from_account
from delegation d
join account f on f.id = d.from_account and f.state = 'active' and f.agency = d.agency
where d.to_account = :caller::int and d.ended_at is null
  and :today::date between d.valid_from and d.valid_to and f.roles && :for_roles::text[]
  and not exists (select from proposal p
                  where p.agency = (:proposal::bigint >> 32)::int and p.id = :proposal::bigint
                    and p.proposed_by = f.id)
  and not exists (select from proposal_step s
                  where s.agency = (:proposal::bigint >> 32)::int
                    and s.proposal = :proposal::bigint and f.id in (s.account, s.for_account))
order by d.n
limit 1
