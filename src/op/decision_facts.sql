-- What stands of a case besides dates: facts, replies, reasons, answers, and links to what it
-- repeats with the earlier case's answer and whether one applicant made both.
select e.seq, e.kind, e.data, b.answered_on, coalesce(b.same_applicant, false)
from event e
join application a on a.agency = e.agency and a.id = e.application
left join lateral (
    select case when o.status = 'answered' then o.closed_on end as answered_on,
           o.applicant_key = a.applicant_key
           or exists (select from applicant p
                      join applicant q on q.agency = p.agency and q.application = o.id
                                      and q.id_number_index = p.id_number_index
                      where p.agency = a.agency and p.application = a.id) as same_applicant
    from application o
    where e.kind = 'linked' and o.agency = e.agency
      and o.id = (e.data->>'application')::bigint) b on true
where e.agency = :agency_id::int and e.application = :application::bigint
  and (e.kind in ('fact', 'third_party_reply', 'joint_agency_reply', 'other_agency_reply',
                  'reasons_received', 'answered')
       or e.kind = 'linked' and e.data->>'link' = 'repeats')
  and not exists (select from event s
                  where s.agency = e.agency and s.application = e.application
                    and s.supersedes = e.seq)
order by e.seq
