with made as (
    insert into calendar_notice (notice, region, year, type, dated, published, url, source)
    values (:notice, :region, :year::int, :type, :dated::date, :published::date, :url, :source)
    returning id, region),
day as (
    insert into calendar_day (notice_id, region, day, works, name)
    select made.id, made.region, d.date, d.kind = 'workday', d.name
    from made, json_to_recordset(:days::json) as d (date date, kind text, name text))
select id from made
