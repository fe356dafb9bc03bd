update case_person p
set key = :key::smallint, id_number = r.id_number, id_number_index = r.id_number_index,
    phone = r.phone, phone_index = r.phone_index
from json_to_recordset(:rows::json) as r (agency int, application bigint, seq int, n int,
                                          id_number bytea, id_number_index bytea, phone bytea,
                                          phone_index bytea)
where p.agency = r.agency and p.application = r.application and p.seq = r.seq and p.n = r.n
