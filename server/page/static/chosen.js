// Before the first paint: the theme that was chosen in the editor, so that the page does not flash in the
// other one, and the language, when this page came in another.
(() => {
  let theme, lang;
  try {
    theme = localStorage.getItem("vpcanvas:theme");
    lang = localStorage.getItem("vpcanvas:lang");
  } catch {
    return; // a browser that keeps nothing follows the system
  }
  const page = document.documentElement;
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  const chosen = lang === "en" || lang === "ja";
  const asked = new URLSearchParams(location.search);
  // A token behind # is spent by this page, and must not be by two.
  if (!chosen || lang === page.lang || asked.has("lang") || location.hash) return;
  asked.set("lang", lang);
  location.replace(`${location.pathname}?${asked}`);
})();
