// Signing in again in place: the session ended, what was made waits here, the page stays as it is.

const PATIENCE = 20_000;

/** The dialog. `server` has the CSRF token; `done()` is called when somebody has signed in. */
export class SignIn {
  #dialog = document.getElementById("sign-in-dialog");
  #form = this.#dialog.querySelector("form");
  #part = (name) => this.#dialog.querySelector(`[data-${name}]`);
  #state = "";

  constructor(server, done) {
    Object.assign(this, { server, done });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) this.#dialog.close(); });
  }

  /** Whether what waits needs somebody to sign in. */
  get isNeeded() { return this.#state === "signin" || this.#state === "other"; }

  /** Hear how saving goes; the dialog closes when it goes on. */
  heard(state) {
    this.#state = state;
    this.#part("other").hidden = state !== "other";
    this.#part("ended").hidden = state === "other";
    if (!this.isNeeded && this.#dialog.open) this.#dialog.close();
  }

  show() {
    this.#say("");
    for (const dialog of document.querySelectorAll("dialog[open]")) if (dialog !== this.#dialog) dialog.close();
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#form.elements.password.focus();
  }

  async #send() {
    const button = this.#form.querySelector("button[type=submit]");
    button.disabled = true;
    this.#say(await this.#signIn().catch(() => this.#dialog.dataset.offline));
    button.disabled = false;
  }

  // Gives what went wrong in words; empty when somebody is signed in.
  async #signIn() {
    const { login, password } = this.#form.elements;
    if (this.#state === "other") await this.#post(this.#form.dataset.leave, {});
    await fetch(this.#form.action, { signal: AbortSignal.timeout(PATIENCE) }); // brings the token's cookie if it is gone
    const response = await this.#post(this.#form.action, { login: login.value, password: password.value, next: location.pathname });
    const answer = await response.json().catch(() => null);
    password.value = "";
    if (!response.ok || !answer?.location) return errorsOf(answer?.form) || this.#dialog.dataset.refused;
    if (new URL(answer.location, location.href).pathname !== location.pathname) return this.#secondStep(answer.location);
    this.done();
    return "";
  }

  // A second factor has pages of its own; when the person comes back, whatever waits is sent.
  #secondStep(address) {
    this.#part("second").hidden = false;
    this.#part("second").querySelector("a").href = address;
    return "";
  }

  #post(address, fields) {
    return fetch(address, {
      method: "POST", body: new URLSearchParams(fields), signal: AbortSignal.timeout(PATIENCE),
      headers: { "X-CSRFToken": this.server.token, "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
    });
  }

  #say(problem) {
    const box = this.#part("problem");
    box.textContent = problem;
    box.hidden = !problem;
  }
}

function errorsOf(form) {
  return [...(form?.errors ?? []), ...Object.values(form?.fields ?? {}).flatMap((field) => field.errors)].join(" ");
}
