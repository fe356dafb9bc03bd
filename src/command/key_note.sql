select key_note(:id::int, :day::date, :proof)
