-- Whether the audit has a first record; and sight of every agency for what follows.
select exists (select from audit where agency = 0),
       set_config('gongkai.scope', 'all', true), set_config('gongkai.now', :now, true)
