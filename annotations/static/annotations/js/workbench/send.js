// Requests to the API, and what their answers mean. Nothing is decided here about what happens next.

const TIMEOUT = 30_000;
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Requests of this page: where they go, and the CSRF token as it is now (it changes with every sign-in). */
export class Server {
  #routes = document.getElementById("routes").dataset;
  #fallback = document.querySelector("main [name=csrfmiddlewaretoken]").value;

  get token() {
    const start = `${this.#routes.csrf}=`;
    return document.cookie.split("; ").find((pair) => pair.startsWith(start))?.slice(start.length) ?? this.#fallback;
  }

  /**
   * Send a request with a JSON body.
   * Gives `{kind}`: `stored` (with `body`), `stale` (with `current`), `signin`, `other` (somebody else is signed in), `later`, `offline`,
   * or `refused` (with `why` and `body`).
   */
  async request(method, path, body, headers = {}) {
    const outcome = await this.#ask(method, path, body, headers);
    if (outcome.kind !== "token") return outcome;
    // The token was rotated or its cookie is gone. Any page brings the cookie that goes with the session.
    await fetch(this.#routes.signIn, { credentials: "same-origin" }).catch(() => null);
    const again = await this.#ask(method, path, body, headers);
    return again.kind === "token" ? { ...again, kind: "signin" } : again;
  }

  async #ask(method, path, body, headers) {
    let response;
    try {
      response = await fetch(`${this.#routes.api}/${path}`, {
        method, headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token, "X-User": this.#routes.user, ...headers },
        body: body && JSON.stringify(body), credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT),
      });
    } catch {
      return { kind: "offline" };
    }
    // A redirect is the way to the sign-in page; it must never be taken for an answer.
    if (response.type === "opaqueredirect") return { kind: "signin" };
    return meaning(response.status, await response.json().catch(() => null), response.statusText);
  }

  /** Send one item of the outbox. */
  send(item) {
    const { assignment, id } = item;
    if (item.kind === "submit") return this.request("POST", `assignments/${assignment}/submit`, {});
    if (item.kind === "reply") {
      const { action, comment, answers } = item;
      return this.request("POST", `reviews/${item.review}/reply`, { action, comment, revision: id, ...(action === "changed" ? { answers } : {}) });
    }
    return this.request("PUT", `revisions/${id}`, bodyOf(item), { "If-Match": `"${item.base_seq}"` });
  }

  /** Send several labels at once. Gives `{kind: "each", outcomes}`, one outcome for each in its order, or what `request` gives. */
  async sendMany(items) {
    const outcome = await this.request("POST", "revisions", { revisions: items.map((item) => ({ id: item.id, base_seq: item.base_seq, ...bodyOf(item) })) });
    if (outcome.kind !== "stored") return outcome;
    const results = new Map(outcome.body.results.map((one) => [one.id, meaning(one.status, one.problem ?? one)]));
    return { kind: "each", outcomes: items.map((item) => results.get(item.id) ?? { kind: "later" }) };
  }
}

function bodyOf({ assignment, statement, answers, active_ms, client_time, user, protocol }) {
  return { assignment, statement, answers, active_ms, client_time, user, protocol };
}

function meaning(status, body, text = "") {
  if (status >= 200 && status < 300) return body || status === 204 ? { kind: "stored", body } : { kind: "later" };
  const why = body?.detail ?? `${status} ${text}`;
  if (status === 403 && body?.code === "csrf") return { kind: "token", why };
  if (status === 409 && body?.code === "other_user") return { kind: "other", why };
  if (status === 401 || (status === 403 && (!body || ["not_authenticated", "authentication_failed"].includes(body.code)))) return { kind: "signin", why };
  if (status === 412) return { kind: "stale", current: body?.current };
  if (LATER.has(status)) return { kind: "later", why };
  return { kind: "refused", why, body };
}
