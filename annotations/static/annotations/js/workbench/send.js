// One item of the outbox to the server, and what its answer means. Nothing is decided here about what happens next.

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
   * Gives `{kind}`: `stored` (with `body`), `stale` (with `current`), `signin`, `later`, `offline`, or `refused` (with `why` and
   * `body`).
   */
  async request(method, path, body, headers = {}) {
    let response;
    try {
      response = await fetch(`${this.#routes.api}/${path}`, {
        method, headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token, ...headers },
        body: JSON.stringify(body), credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT),
      });
    } catch {
      return { kind: "offline" };
    }
    // A redirect is the way to the sign-in page; it must never be taken for an answer.
    if (response.type === "opaqueredirect") return { kind: "signin" };
    const problem = await response.json().catch(() => null);
    return this.#meaning(response, problem);
  }

  #meaning(response, body) {
    if (response.ok) return body || response.status === 204 ? { kind: "stored", body } : { kind: "later" };
    const why = body?.detail ?? `${response.status} ${response.statusText}`;
    if (response.status === 401 || needsSignIn(response.status, body)) return { kind: "signin", why };
    if (response.status === 412) return { kind: "stale", current: body?.current };
    if (LATER.has(response.status)) return { kind: "later", why };
    return { kind: "refused", why, body };
  }

  /** Send one item of the outbox. */
  send(item) {
    if (item.kind === "reply") {
      const { action, comment, answers, id } = item;
      return this.request("POST", `reviews/${item.review}/reply`, { action, comment, revision: id, ...(action === "changed" ? { answers } : {}) });
    }
    const { assignment, statement, answers, active_ms, client_time, user } = item;
    return this.request("PUT", `revisions/${item.id}`, { assignment, statement, answers, active_ms, client_time, user }, { "If-Match": `"${item.base_seq}"` });
  }
}

// Nobody is signed in any more, the token is an old one, or somebody else signed in on this browser.
function needsSignIn(status, body) {
  if (status === 409) return body?.code === "other_user";
  return status === 403 && (!body || body.code === "not_authenticated" || body.code === "authentication_failed" || /CSRF/.test(body.detail ?? ""));
}
