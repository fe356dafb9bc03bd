// The button of a report's page: copies all below it, for the editor of a content management
// system.  Clipboard objects are not there on plain http, the old command is.
const bar = document.getElementById("copy-bar");
const button = document.getElementById("copy");
const save = document.getElementById("save");

function copy() {
    const range = document.createRange(), selection = window.getSelection();

    range.setStartAfter(bar);
    range.setEndAfter(document.body.lastChild);
    selection.removeAllRanges();
    selection.addRange(range);
    const done = document.execCommand("copy");
    if (done)
        selection.removeAllRanges();
    button.textContent = done ? "已复制" : "请按 Ctrl+C 复制";
    setTimeout(() => { button.textContent = "复制全文"; }, 4000);
}

save.href = window.location.href;
save.download = document.title + ".html";
button.addEventListener("click", copy);
bar.hidden = false;
