#!/bin/sh
# A report that went through LibreOffice is read as it was.
# PRINT_LAYOUT is the program that prints and reads it.
set -u
# shellcheck source=tests/document/office
. "${srcdir:-.}/tests/document/office"
print=${PRINT_LAYOUT:-tests/document/print_layout}
reports='002 013 031'

# reads FROM TO: whether every report is the same after it.
reads()
{
    status=0
    for report in $reports; do
        "$print" "$report" "$dir/$1-$2/$report.$2" >"$dir/differences" || status=1
        sed "s/^/# $report.$1 to $2: /" "$dir/differences"
    done
    return $status
}

ways='docx:docx docx:html xlsx:xlsx xlsx:html'
echo 1..4
for report in $reports; do
    "$print" "$report" 8 >"$dir/$report.docx"
    "$print" "$report" 9 >"$dir/$report.xlsx"
done
for way in $ways; do
    from=${way%:*}
    to=${way#*:}
    if has soffice timeout; then
        convert "$to" "$from-$to" "$dir"/*."$from"
        reads "$from" "$to"
        result $? "a $from that LibreOffice saved as $to is read as it was"
    else
        skip "a $from that LibreOffice saved as $to is read as it was" soffice
    fi
done
exit $failed
