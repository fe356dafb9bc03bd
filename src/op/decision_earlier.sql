-- The case :earlier, which :application is said to repeat: when it was answered (one that
-- lapsed, or ended as other, was not: rule 2.5), and whether one applicant made both: by the
-- numbers where both are known, else by the names.
select case when o.status = 'answered' and o.outcome not in ('other_1', 'other_2', 'other_3')
            then o.closed_on end,
       coalesce((select l.id_number_index from applicant l
                 where l.agency = o.agency and l.application = o.id
                 order by l.seq desc limit 1)
                = (select l.id_number_index from applicant l
                   where l.agency = a.agency and l.application = a.id
                   order by l.seq desc limit 1),
                o.applicant_key = a.applicant_key)
from application a
join application o on o.agency = a.agency
where a.agency = :agency_id::int and a.id = :application::bigint
  and o.agency = :agency_id::int and o.id = :earlier::bigint
