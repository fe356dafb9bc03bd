-- The next rows that are sealed with another key than :key, or hold a number in the open.
select agency, application, seq, key, id_number, phone, id_number_open, phone_open
from applicant
where (agency, application, seq) > (:after_a::int, :after_b::bigint, :after_c::int)
  and (num_nonnulls(id_number_open, phone_open) > 0
       or (not :open_only::boolean and key <> :key::smallint))
order by agency, application, seq
limit 1000
for update
