select json_build_object('notice', calendar_notice_json(n))
from calendar_notice n
where n.id = :notice_id::int
