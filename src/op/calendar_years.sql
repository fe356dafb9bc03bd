select year from calendar_notice where type = 'annual' order by year
