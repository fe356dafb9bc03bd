select c.bytes
from attachment_chunk c
where c.agency = :agency_id::int and c.application = :application::bigint
  and c.attachment = :attachment::int
order by c.n
