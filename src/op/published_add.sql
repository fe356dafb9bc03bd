insert into published_report (agency, year, n, covers, published_on, source, file_name, sha256,
                              report, entered_at, entered_by)
select :agency_id::int, :year::int, 1 + coalesce(max(p.n), 0), :covers, :published_on::date,
       :source, :file_name, decode(:sha256, 'hex'), :report::jsonb, recording_time(), :actor
from published_report p
where p.agency = :agency_id::int and p.year = :year::int
returning n
