// Whoever follows a notice has read it. Without a script one ticks it, or marks all.

addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-notice]") : null;
  if (!link) return;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", link.closest("form").elements.csrfmiddlewaretoken.value);
  body.set("act", "read");
  body.set("row", link.dataset.notice);
  fetch("", { method: "POST", body, keepalive: true, headers: { "X-Fragment": "1" } });
});
