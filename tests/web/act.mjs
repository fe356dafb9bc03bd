// What a person does on a page.

// Goes to PLACE (what stands behind #): until its page, or the word that it is not one's own, is
// there and has its answers.
export async function goTo(desk, page, place) {
  await page.goto(`${desk.url}/#/${place}`);
  await page.waitForFunction((name) => {
    const here = document.querySelector("#menu a[aria-current=page]");
    return document.querySelector("#main .state.empty > h1") ||
      (here && here.hash === `#/${name}` && document.querySelector("#main h1"));
  }, place.split(/[/?]/)[0]);
  await desk.settle(page);
}

// Presses the button of that NAME in the open dialog.
export const press = (page, name) =>
  page.locator("dialog[open]").last().getByRole("button", { name, exact: true }).click();

// Until a message with that TEXT is shown.
export const told = (page, text) => page.locator(".notice", { hasText: text }).first().waitFor();

export const leave = (page) => page.context().close();
