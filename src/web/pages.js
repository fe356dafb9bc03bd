// The pages of the desk: where each stands in the menu, whose it is (whoever may carry out or
// propose the operation `of`, or one of several), whether one begins there (`early`: its words come
// with the first ones), and the module that draws it.  A page is called with the `path` after its
// own name and the `query`.

export const groups = ["work", "numbers", "house"];

export const pages = [
  { name: "today", group: "work", of: "work_list", early: true,
    load: () => import("./page/today.js") },
  { name: "register", group: "work", of: "application_register",
    load: () => import("./page/register.js") },
  { name: "proposals", group: "work", of: "proposal_list", load: () => import("./page/proposals.js") },
  { name: "case", of: ["application_show", "case_inspect"], load: () => import("./page/case.js") },
  { name: "cases", group: "work", of: "application_list", early: true,
    load: () => import("./page/cases.js") },
  { name: "deadlines", group: "work", of: "deadline_list", load: () => import("./page/deadlines.js") },
  { name: "remedies", group: "work", of: "remedy_list", load: () => import("./page/remedies.js") },
  { name: "statistics", group: "numbers", of: "statistics_show",
    load: () => import("./page/statistics.js") },
  { name: "agencies", group: "house", of: "agency_list", load: () => import("./page/agencies.js") },
  { name: "people", group: "house", of: "account_list", load: () => import("./page/people.js") },
  { name: "calendar", group: "house", of: "calendar_show", load: () => import("./page/calendar.js") },
  { name: "templates", group: "house", of: "letter_template_list",
    load: () => import("./page/templates.js") },
  { name: "settings", group: "house", of: "reading_list", load: () => import("./page/settings.js") },
  { name: "audit", group: "house", of: "audit_list", load: () => import("./page/audit.js") },
  { name: "system", group: "house", of: "system_show", load: () => import("./page/system.js") },
  { name: "report", group: "numbers", of: "report_show", load: () => import("./page/report.js") },
  { name: "roll_up", group: "numbers", of: "roll_up_show", load: () => import("./page/roll_up.js") },
  { name: "check", group: "numbers", of: "check_report", load: () => import("./page/check.js") },
  { name: "account", load: () => import("./page/account.js") },
];
