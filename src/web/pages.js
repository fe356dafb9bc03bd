// The pages of the desk: where each stands in the menu, whose it is (whoever may carry out or
// propose the operation `of`), and the module that draws it.  A page is called with the `path`
// after its own name and the `query`.

export const groups = ["work", "numbers", "house"];

export const pages = [
  { name: "report", group: "numbers", of: "report_show", load: () => import("./page/report.js") },
  { name: "roll_up", group: "numbers", of: "roll_up_show", load: () => import("./page/roll_up.js") },
  { name: "check", group: "numbers", of: "check_report", load: () => import("./page/check.js") },
  { name: "account", load: () => import("./page/account.js") },
];
