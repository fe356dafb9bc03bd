#!/bin/sh
# What LibreOffice and xmllint make of whole reports: all of it is there, and stays so when it is
# saved again.  PRINT_REPORT is the program that prints the samples.
set -u
# shellcheck source=tests/document/office
. "${srcdir:-.}/tests/document/office"
print=${PRINT_REPORT:-tests/document/print_report}
samples='seed 2019 hard'

# says FILE WORDS...: whether each of the WORDS is in the FILE, however its lines are broken.
says()
{
    tr -d ' \t\r\n\f' <"$1" >"$dir/words"
    shift
    for words; do
        if ! grep -qF -e "$words" "$dir/words"; then
            echo "# $words is missing"
            return 1
        fi
    done
}

# numbers FILE: how many cells of the XML hold a number.
numbers()
{
    xmllint --xpath "count(//cell[number() = number()])" "$1"
}

echo 1..8
status=0
for sample in $samples; do
    for format in csv docx html xlsx xml; do
        "$print" "$format" "$sample" >"$dir/$sample.$format" || status=1
    done
done
result $status 'every sample is written in every format'

sound='the XML is well-formed and has every number'
whole='hostile words come back from the XML as they are'
if has xmllint; then
    xmllint --noout --nonet "$dir"/*.xml
    status=$?
    [ "$(numbers "$dir/seed.xml") $(numbers "$dir/2019.xml")" = '200 198' ] || status=1
    result $status "$sound"
    xmllint --xpath 'string(/report/title)' "$dir/hard.xml" >"$dir/title" &&
        says "$dir/title" '𠮷田㛃、𪛖䶮<script>alert(1)</script>&amp;' '{{表三}}]]>=1+1'
    result $? "$whole"
else
    skip "$sound" xmllint
    skip "$whole" xmllint
fi

texts='LibreOffice reads the DOCX out: texts, headings and tables'
pages='the DOCX has its pages numbered and the head of the table on each'
page='the page in HTML is read as the DOCX is'
book='LibreOffice opens the workbook: a sheet for each table, and its sums'
zero='and every check comes to 0'
if has soffice timeout; then
    convert 'txt:Text (encoded):UTF8' text "$dir"/*.docx
    says "$dir/text/seed.txt" '一、总体情况' '（二）依申请公开情况。2024年，香山乡未收到' \
        '三、收到和处理政府信息公开申请情况' '六、其他需要报告的事项' \
        '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请' &&
        says "$dir/text/2019.txt" '对外公开总数量' '采购总金额' '16909913.5' \
            '五、政府信息公开工作存在的主要问题及改进情况' &&
        says "$dir/text/hard.txt" '𠮷田㛃、𪛖䶮<script>alert(1)</script>' '22（其中修订16件）' \
            'SHA-256：9f86d081'
    result $? "$texts"

    convert pdf pdf "$dir/seed.docx"
    if has pdftotext; then
        pdftotext "$dir/pdf/seed.pdf" "$dir/seed.out" &&
            [ "$(grep -c '申请人情况' "$dir/seed.out")" -eq 2 ] &&
            grep -q '^— *4 *—$' "$dir/seed.out"
        result $? "$pages"
    else
        skip "$pages" pdftotext
    fi

    convert 'txt:Text (encoded):UTF8' html "$dir/seed.html"
    says "$dir/html/seed.txt" '沙坡头区香山乡2024年政府信息公开工作年度报告' \
        '（一）主动公开政府信息情况。2024年以来' '本年收费金额（单位：万元）' '结果维持'
    result $? "$page"

    filter='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    convert "$filter" sheets "$dir/seed.xlsx" "$dir/2019.xlsx" "$dir/hard.xlsx"
    says "$dir/sheets/seed-表二.csv" '行政处罚,7,,' &&
        says "$dir/sheets/2019-表二.csv" '行政许可,222,-12,296' '政府集中采购,740,16909913.5,' &&
        says "$dir/sheets/hard-表二.csv" '规章,22（其中修订16件）,/,' '行政事业性收费,18651.064104,,' &&
        says "$dir/sheets/2019-表四.csv" '0,1,2,3,6,4,5,6,7,22,8,9,10,11,38' &&
        says "$dir/sheets/seed-文字.csv" '一、总体情况' '2024年无收取信息处理费情况。'
    result $? "$book"
    [ "$(awk -F, '/^不符之处/ { print $2 }' "$dir"/sheets/*-勾稽校验*.csv | sort | uniq -c |
        tr -d ' ')" = 60 ]
    result $? "$zero"
else
    for sentence in "$texts" "$pages" "$page" "$book" "$zero"; do
        skip "$sentence" soffice
    done
fi
exit $failed
