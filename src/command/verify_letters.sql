-- Letters whose bytes are not what was issued, and document numbers that no letter bears.
select g.code, l.number || ' of application ' || l.application as about,
       case when l.bytes is not null then 'its bytes are not what was issued'
            else 'its bytes are gone, and its case was not disposed of' end as fault
from letter l
join agency g on g.id = l.agency
join application a on a.agency = l.agency and a.id = l.application
where case when l.bytes is not null
           then sha256(l.bytes) <> l.sha256 or octet_length(l.bytes) <> l.size
           else a.disposed_on is null end
union all
select g.code, substr(s.series, 8) || ' ' || s.year || ' no. ' || given.serial,
       'the number was given out and no letter bears it'
from serial s
join agency g on g.id = s.agency,
generate_series(1, s.last) as given (serial)
where s.series like 'letter:%'
  and not exists (select from letter l
                  where l.agency = s.agency and 'letter:' || l.series = s.series
                    and l.year = s.year and l.serial = given.serial)
union all
select g.code, l.number, 'its number was never given out'
from letter l
join agency g on g.id = l.agency
where not exists (select from serial s
                  where s.agency = l.agency and s.series = 'letter:' || l.series
                    and s.year = l.year and s.last >= l.serial)
union all
select g.code, t.kind || ' ' || t.n, 'the template is not what was uploaded'
from letter_template t
join agency g on g.id = t.agency
where sha256(t.bytes) <> t.sha256
order by 1, 2
limit 1000
