// Files that are dropped on the page go where chosen ones go; how much is sent is told. The form works
// without this.
const formHere = () => document.querySelector("form.import-form");

/** Sends the form. The answer is a page: its main part takes the place of this one's. */
function send(form) {
  const request = new XMLHttpRequest();
  const button = form.querySelector("button");
  const busy = form.querySelector(".busy");
  const bar = busy.querySelector("progress");
  const told = busy.querySelector("span");
  const tell = (text) => {
    told.textContent = text;
    bar.setAttribute("aria-label", text);
  };
  const failed = () => {
    button.disabled = false;
    bar.hidden = true;
    tell(form.dataset.failed);
  };
  request.open("POST", form.action);
  request.setRequestHeader("accept", "text/html");
  request.responseType = "document";
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = loaded / total;
    tell(form.dataset.sending.replace("{percent}", String(Math.floor((100 * loaded) / total))));
  });
  // From here on nobody knows how long it takes.
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    tell(form.dataset.reading);
  });
  request.addEventListener("error", failed);
  request.addEventListener("load", () => {
    if (new URL(request.responseURL).href !== form.action) {
      location.assign(request.responseURL);
      return;
    }
    const main = request.response?.querySelector("main");
    if (!main) {
      failed();
      return;
    }
    document.querySelector("main").replaceWith(document.adoptNode(main));
    const heading = main.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
  });
  button.disabled = true;
  busy.hidden = false;
  bar.hidden = false;
  bar.value = 0;
  request.send(new FormData(form));
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.import-form")) return;
  event.preventDefault();
  send(event.target);
});

const holdsFiles = (event) => formHere() && event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  const form = formHere();
  const menu = form.closest("details.menu");
  if (menu) menu.open = true;
  if (form.querySelector("button").disabled) return; // one at a time
  form.querySelector("input[type=file]").files = event.dataTransfer.files;
  form.requestSubmit();
});
