// Shows the API's operations. Requests that change something carry the session's CSRF token, as our own pages do.

const place = document.getElementById("operations");
const token = document.querySelector("meta[name=csrf-token]").content;
const safe = new Set(["GET", "HEAD", "OPTIONS"]);

function signed(request) {
  const method = (request.method || "GET").toUpperCase();
  const ours = new URL(request.url, location.href).origin === location.origin;
  if (ours && !safe.has(method)) request.headers["X-CSRFToken"] = token;
  return request;
}

window.SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: false,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  tagsSorter: "alpha",
  validatorUrl: null,
  requestInterceptor: signed,
});
