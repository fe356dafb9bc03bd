-- What stands of a case besides dates: facts, replies, reasons, answers, and which cases it is
-- said to repeat.
select e.seq, e.kind, e.data
from event e
where e.agency = :agency_id::int and e.application = :application::bigint
  and (e.kind in ('fact', 'third_party_reply', 'joint_agency_reply', 'other_agency_reply',
                  'reasons_received', 'answered')
       or e.kind = 'linked' and e.data->>'link' = 'repeats')
  and not exists (select from event s
                  where s.agency = e.agency and s.application = e.application
                    and s.supersedes = e.seq)
order by e.seq
