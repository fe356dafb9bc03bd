-- The attachments of an application in the order they came, those taken out included.
select json_build_object('attachments', coalesce(
           (select json_agg(attachment_json(t) order by t.n)
            from attachment t
            where t.agency = a.agency and t.application = a.id), '[]'::json))
from application a
where a.agency = (:application::bigint >> 32)::int and a.id = :application::bigint
