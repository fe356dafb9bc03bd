select published_report_json(p), p.report, p.covers
from published_report p
where p.agency = :agency_id::int and p.year = :year::int
  and (:n::int is null or p.n = :n::int)
  and (:covers::text is null or p.covers = :covers)
  and p.entered_at <= coalesce(:known_at::timestamptz, 'infinity')
order by p.covers, p.n desc
limit 1
