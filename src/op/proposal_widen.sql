-- For the rest of the transaction: the calendar locked, and the reach of what is carried out.
select calendar_version_held(:alone::boolean),
       case when :wide::boolean then set_config('gongkai.scope', 'all', true) end
