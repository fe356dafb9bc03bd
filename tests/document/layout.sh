#!/bin/sh
# A report that went through LibreOffice is read as it was.
# PRINT_LAYOUT is the program that prints and reads it.
set -u
export LC_ALL=C.UTF-8
print=${PRINT_LAYOUT:-tests/document/print_layout}
reports='002 013 031'
number=0
failed=0

dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
trap 'exit 99' HUP INT TERM

# result STATUS SENTENCE: one line of TAP.
result()
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
    fi
}

# convert FROM TO: each report from one format to another, in one run of the program.
convert()
{
    timeout 120 soffice "-env:UserInstallation=file://$dir/profile" --headless \
        --convert-to "$2" --outdir "$dir/$1-$2" "$dir"/*."$1" >"$dir/log" 2>&1 ||
        sed 's/^/# /' "$dir/log"
}

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
    if command -v soffice >/dev/null && command -v timeout >/dev/null; then
        convert "$from" "$to"
        reads "$from" "$to"
        result $? "a $from that LibreOffice saved as $to is read as it was"
    else
        number=$((number + 1))
        echo "ok $number - a $from that LibreOffice saved as $to # SKIP soffice is not installed"
    fi
done
exit $failed
