-- Every number that was given out is borne by an application.
select g.code, application_number(g.number_pattern, s.year, n)
from serial s
join agency g on g.id = s.agency,
generate_series(1, s.last) n
where s.series = 'application'
  and not exists (select from application a
                  where a.agency = s.agency
                    and a.number = application_number(g.number_pattern, s.year, n))
order by 1, 2
limit 1000
