#!/bin/sh
# What LibreOffice makes of our documents: opened and saved, they say what they said, and a
# template that went through it is filled all the same.
# PRINT_DOCX is the program that prints the samples.
set -u
# shellcheck source=tests/document/office
. "${srcdir:-.}/tests/document/office"
print=${PRINT_DOCX:-tests/document/print_docx}
samples='letter table template'

# words FILE: what a text says, however its lines are broken, without page numbers.
words()
{
    sed 's/— [0-9]* —//' "$1" | tr -d ' \t\r\n\f'
}

# same A B: whether two texts say the same.
same()
{
    words "$1" >"$dir/a"
    words "$2" >"$dir/b"
    [ -s "$dir/a" ] && cmp "$dir/a" "$dir/b"
}

# round_trip FORMAT: whether every sample is whole after it was saved in FORMAT and read again.
round_trip()
{
    if [ "$1" != docx ]; then
        convert "$1" "$1" "$dir"/*.docx
        convert docx "back-$1" "$dir/$1"/*."$1"
    else
        convert docx back-docx "$dir"/*.docx
    fi
    for sample in $samples; do
        "$print" text "$dir/back-$1/$sample.docx" >"$dir/back-$1/$sample.txt" &&
            same "$dir/$sample.txt" "$dir/back-$1/$sample.txt" || return 1
    done
}

echo 1..7
status=0
for sample in $samples; do
    "$print" "$sample" >"$dir/$sample.docx" &&
        "$print" text "$dir/$sample.docx" >"$dir/$sample.txt" || status=1
done
result $status 'the samples are written'

whole='LibreOffice reads and saves every document without loss, as'
fills='a template that LibreOffice saved is filled as the one it came from'
plain='LibreOffice reads out what we wrote, rare characters too'
pages='the PDF has the pages, the text and the running head of the table'
if has soffice timeout; then
    for format in docx odt; do
        round_trip "$format"
        result $? "$whole $format"
    done

    "$print" fill "$dir/template.docx" >"$dir/filled.docx" &&
        "$print" text "$dir/filled.docx" >"$dir/filled.txt"
    status=$?
    for format in docx odt; do
        "$print" fill "$dir/back-$format/template.docx" >"$dir/again.docx" &&
            "$print" text "$dir/again.docx" >"$dir/again.txt" &&
            same "$dir/filled.txt" "$dir/again.txt" || status=1
    done
    result $status "$fills"

    mkdir "$dir/text" && mv "$dir/filled.docx" "$dir/text" &&
        convert 'txt:Text (encoded):UTF8' out "$dir/letter.docx" "$dir/text/filled.docx"
    status=0
    for word in '𠮷田㛃、𪛖䶮（女士）：' '信息不存在' '张㐂'; do
        grep -qF "$word" "$dir/out/letter.txt" || status=1
    done
    grep -qF '第一行 {{applicant}}' "$dir/out/filled.txt" || status=1
    grep -qF '<w:t>' "$dir/out/filled.txt" || status=1
    result $status "$plain"

    status=0
    for sample in letter table; do
        "$print" pdf "$dir/$sample.docx" "$(command -v soffice)" >"$dir/$sample.pdf" ||
            status=1
    done
    result $status 'documents become PDF'
    if has pdftotext; then
        pdftotext "$dir/table.pdf" "$dir/table.out" &&
            [ "$(grep -c '申请人情况' "$dir/table.out")" -eq "$(grep -c '^— *[0-9]* *—$' \
                "$dir/table.out")" ] && grep -q '^— *2 *—$' "$dir/table.out"
        result $? "$pages"
    else
        skip "$pages" pdftotext
    fi
else
    for sentence in "$whole docx" "$whole odt" "$fills" "$plain" 'documents become PDF' \
        "$pages"; do
        skip "$sentence" soffice
    done
fi
exit $failed
