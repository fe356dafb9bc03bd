select bytes, number
from letter
where agency = :agency_id::int and application = :application::bigint and n = :letter::int
