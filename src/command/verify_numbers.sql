-- Every number that was given out is borne by an application.
select g.code, application_number(g.number_pattern, s.year, n) as number
from serial s
join agency g on g.id = s.agency,
generate_series(1, s.last) n
where s.series = 'application'
except
select g.code, a.number
from application a
join agency g on g.id = a.agency
order by 1, 2
limit 1000
