select n, notice, act = 'adopted' from calendar_change order by n
