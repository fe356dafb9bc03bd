select d.finding, d.reason
from (select distinct on (finding) finding, reason
      from report_dismissal
      where agency = :agency_id::int and year = :year::int and scope = :scope::text
      order by finding, n desc) d
where d.reason is not null
