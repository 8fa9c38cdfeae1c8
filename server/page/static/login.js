// Trades the one-time token behind the # of the address for a session. The part behind # is never sent to
// a server by itself, so the token is in no log; here it is posted once and taken out of the address.
const base = document.body.dataset.base ?? "/";
const busy = document.getElementById("busy");
const failed = document.getElementById("failed");
const form = document.getElementById("login");

function tokenIn(text) {
  return /#token=([A-Za-z0-9_-]+)$/.exec(text)?.[1];
}

function show(element, shown, text) {
  if (!element) return;
  element.hidden = !shown;
  if (text !== undefined) element.textContent = text;
}

async function login(token) {
  show(failed, false);
  show(busy, true);
  try {
    const response = await fetch(`${base}login`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ token }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    // A link straight to a diagram stays there; the front door leads to where it says.
    location.replace(location.pathname === base ? answer.next : location.pathname + location.search);
  } catch (error) {
    show(busy, false);
    show(failed, true, error.message);
  }
}

function loginFromAddress() {
  const token = tokenIn(location.hash);
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  void login(token);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = new FormData(form).get("token").trim();
  void login(tokenIn(text) ?? text);
});
// A new login URL in a tab that is here already changes only the part behind #.
window.addEventListener("hashchange", loginFromAddress);
loginFromAddress();
