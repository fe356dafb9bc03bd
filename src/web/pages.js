// The pages of the desk: where each stands in the menu, whose it is (whoever may carry out or
// propose the operation `of`), and the module that draws it.  A page is called with the `path`
// after its own name and the `query`.

export const groups = ["work", "numbers", "house"];

export const pages = [
  { name: "cases", group: "work", of: "application_list", load: () => import("./page/cases.js") },
  { name: "deadlines", group: "work", of: "deadline_list", load: () => import("./page/deadlines.js") },
  { name: "remedies", group: "work", of: "remedy_list", load: () => import("./page/remedies.js") },
  { name: "statistics", group: "numbers", of: "statistics_show",
    load: () => import("./page/statistics.js") },
  { name: "account", load: () => import("./page/account.js") },
];
