// The pages of the desk: where each stands in the menu, whose it is (whoever may carry out or
// propose the operation `of`), and the module that draws it.  A page is called with the `path`
// after its own name and the `query`.

export const groups = ["work", "numbers", "house"];

export const pages = [
  { name: "agencies", group: "house", of: "agency_list", load: () => import("./page/agencies.js") },
  { name: "people", group: "house", of: "account_list", load: () => import("./page/people.js") },
  { name: "calendar", group: "house", of: "calendar_show", load: () => import("./page/calendar.js") },
  { name: "templates", group: "house", of: "letter_template_list",
    load: () => import("./page/templates.js") },
  { name: "settings", group: "house", of: "reading_list", load: () => import("./page/settings.js") },
  { name: "audit", group: "house", of: "audit_list", load: () => import("./page/audit.js") },
  { name: "system", group: "house", of: "system_show", load: () => import("./page/system.js") },
  { name: "account", load: () => import("./page/account.js") },
];
