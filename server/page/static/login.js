// Trades the one-time token behind the # of the address for a session. The part behind # is never sent to
// a server by itself, so the token is in no log; here it is posted once and taken out of the address.
const base = document.body.dataset.base ?? "/";
const form = document.getElementById("login");

function tokenIn(text) {
  return /#token=([A-Za-z0-9_-]+)$/.exec(text)?.[1];
}

// One of these lines shows at a time; their sentences stand in the page, in its language.
function say(id) {
  for (const line of ["busy", "spent", "silent"]) {
    const element = document.getElementById(line);
    if (element) element.hidden = line !== id;
  }
}

async function login(token) {
  say("busy");
  try {
    const response = await fetch(`${base}login`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ token }),
    });
    if (!response.ok) return say(response.status === 401 ? "spent" : "silent");
    const { next } = await response.json();
    // A link straight to a diagram stays there; the front door leads to where the server says.
    location.replace(location.pathname === base ? next : location.pathname + location.search);
  } catch {
    say("silent");
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
