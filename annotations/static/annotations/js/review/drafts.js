// Keeps what a reviewer types until it is decided: a reload or a wrong key loses nothing. Per tab, never on the server.

const PREFIX = "review:";

const fields = () => document.querySelectorAll("textarea[data-draft]");

/** Put kept texts back into fields that are empty. */
export function restore() {
  for (const field of fields()) field.value ||= sessionStorage.getItem(PREFIX + field.dataset.draft) ?? "";
}

/** Keep the text of a field as it changes. */
export function keep(event) {
  const field = event.target;
  if (field instanceof HTMLTextAreaElement && field.dataset.draft) sessionStorage.setItem(PREFIX + field.dataset.draft, field.value);
}

/** Forget the text of a form that was decided. */
export function forget(form) {
  const field = form.querySelector("textarea[data-draft]");
  if (field) sessionStorage.removeItem(PREFIX + field.dataset.draft);
}
