insert into nil_declaration (agency, year, n, declared, note, declared_at, declared_by)
select :agency_id::int, :year::int, 1 + coalesce(max(d.n), 0), :declared::boolean, :note,
       recording_time(), :actor
from nil_declaration d
where d.agency = :agency_id::int and d.year = :year::int
