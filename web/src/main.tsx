import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { actions } from "./actions/actions";
import { listenToClipboard } from "./actions/clipboard";
import { listenToKeys } from "./actions/keys";
import { type App, AppContext } from "./app";
import { Viewport } from "./canvas/viewport";
import { useLang } from "./i18n";
import { standInForAriaStyle } from "./shell/ariaStyle";
import { takeDrops } from "./shell/dropped";
import { pageOf } from "./shell/page";
import { applyPreferences } from "./shell/preferences";
import { Shell } from "./shell/Shell";
import { StoreContext } from "./store/react";
import { claimActor, keepActor, shelfIn } from "./store/shelf";
import { Store } from "./store/store";
import { browserClock } from "./wire/pacer";
import { routes } from "./wire/routes";
import { fetchSnapshot } from "./wire/snapshot";
import { Connection, webSocket } from "./wire/socket";
import { restoreVersion } from "./wire/versions";
import "./main.css";

function Root({ app }: { readonly app: App }) {
  const lang = useLang();
  return (
    <I18nProvider locale={lang}>
      <AppContext value={app}>
        <StoreContext value={app.store}>
          <Shell />
        </StoreContext>
      </AppContext>
    </I18nProvider>
  );
}

async function start(root: HTMLElement): Promise<void> {
  const page = pageOf(root);
  applyPreferences(page.lang);
  const actor = await claimActor(sessionStorage, page.doc);
  const store = new Store(actor, shelfIn(sessionStorage, page.doc));
  const connection = new Connection(store, {
    doc: page.doc,
    open: (handlers) => webSocket(routes.socket(page.base, page.doc), handlers),
    snapshot: () => fetchSnapshot(routes.snapshot(page.base, page.doc)),
    clock: browserClock,
    random: Math.random,
    actorChanged: (changed) => keepActor(sessionStorage, page.doc, changed),
  });
  store.restore = async (to, leaving) =>
    (await restoreVersion(routes.goBetween(page.base, page.doc, to, leaving))).rev;
  const app: App = { store, connection, viewport: new Viewport(), page };
  window.addEventListener("online", () => connection.connect());
  connection.connect();
  listenToKeys(app, actions);
  listenToClipboard(app);
  takeDrops(() => store.state.joined);
  standInForAriaStyle();
  createRoot(root).render(<Root app={app} />);
}

const root = document.getElementById("editor");
if (root) void start(root);
