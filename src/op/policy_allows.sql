-- Whether :sources, as given, let one sign in from here.
select :sources::json is null or json_array_length(:sources::json) = 0
       or source_allowed(array(select json_array_elements_text(:sources::json)), :from_address)
