select (:known_at::timestamptz at time zone 'Asia/Shanghai')::date
