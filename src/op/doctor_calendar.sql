-- Whether the national calendar of a year is known: its notice in force, or pending.
select exists (select from calendar_notice n
               where n.type = 'annual' and n.year = :year::int
                 and calendar_notice_state(n) in ('in_force', 'pending'))
