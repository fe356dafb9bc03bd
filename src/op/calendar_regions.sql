select 'national'
union all
select * from (select distinct region from calendar_day where region <> 'national' order by 1) r
