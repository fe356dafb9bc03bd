-- The next persons of cases whose numbers are sealed with another key than :key.
select agency, application, seq, n, key, id_number, phone
from case_person
where (agency, application, seq, n)
      > (:after_a::int, :after_b::bigint, :after_c::int, :after_d::int)
  and key <> :key::smallint
order by agency, application, seq, n
limit 1000
for update
