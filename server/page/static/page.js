// What makes the pages nicer; they work without it.
const menus = () => document.querySelectorAll("details.menu[open]");

// Times as the reader's clock shows them: the server's may stand in another zone.
const shown = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime]")) {
  time.textContent = shown.format(new Date(time.dateTime));
}

// The editor starts in the language that was chosen here.
document.getElementById("lang")?.addEventListener("click", (event) => {
  try {
    localStorage.setItem("vpcanvas:lang", event.currentTarget.hreflang);
  } catch {
    // Then the server's cookie alone remembers.
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  const typing = event.target.closest("input, textarea") || event.ctrlKey || event.metaKey || event.altKey;
  if (event.key === "/" && !typing) {
    const search = document.querySelector("input[type=search]");
    if (search) event.preventDefault();
    search?.select();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

// Whoever opens a row's menu most often wants to rename.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.open) event.target.querySelector("input[name=name]")?.select();
  },
  true,
);
