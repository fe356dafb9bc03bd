-- The present password and those before it.
select h from password_find(:of_account::int) f,
     unnest(f.password || f.before) with ordinality as u (h, n)
where h is not null
order by n
