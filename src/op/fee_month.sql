-- The applications that this application's applicant filed in its month of receipt, this one
-- among them, in the order they count (rule 10.3): SAME is the person beyond doubt, by the
-- identity number where both state one, else by name and telephone together
-- (core/sameness.h); of the others only the name speaks for it.
with self as (
    select a.applicant_key, date_trunc('month', a.received_on)::date as first,
           (date_trunc('month', a.received_on) + interval '1 month')::date as next
    from application a
    where a.agency = :agency_id::int and a.id = :application::bigint),
found as (
    select p.application as id
    from applicant p
    where p.agency = :agency_id::int and p.id_number_index = any(:id_number_indexes::bytea[])
    union
    select a.id
    from self s
    join application a on a.agency = :agency_id::int and a.applicant_key = s.applicant_key
                      and a.received_on >= s.first and a.received_on < s.next),
filed as (
    select a.id, a.number, a.received_on, a.wanted_form,
           a.applicant_key = s.applicant_key as named, p.id_number_index, p.phone_index
    from self s, found f
    join application a on a.agency = :agency_id::int and a.id = f.id
    left join lateral (select l.id_number_index, l.phone_index
                       from applicant l
                       where l.agency = a.agency and l.application = a.id
                       order by l.seq desc
                       limit 1) p on true
    where a.received_on >= s.first and a.received_on < s.next and a.status <> 'voided'
      and a.disposed_on is null),
told as (
    select f.*,
           f.id = :application::bigint
           or case when :id_number_indexes::bytea[] is not null and f.id_number_index is not null
                   then f.id_number_index = any(:id_number_indexes::bytea[])
                   else f.named and coalesce(f.phone_index = any(:phone_indexes::bytea[]), false)
                   end as same,
           f.named and (:id_number_indexes::bytea[] is null or f.id_number_index is null)
               as possible
    from filed f)
select t.id, t.number, t.received_on, t.wanted_form, t.id = :application::bigint as self, t.same,
       (select coalesce(sum((e.data ->> 'units')::int), 0)
        from event e
        where e.agency = :agency_id::int and e.application = t.id and e.kind = 'fee_notice'
          and e.data ->> 'basis' = 'item'
          and not exists (select from event s
                          where s.agency = e.agency and s.application = e.application
                            and s.supersedes = e.seq)) as units
from told t
where t.same or t.possible
order by t.received_on, t.id
