update sealing_key set retired_at = coalesce(retired_at, now()) where id = :id::int
