import { useEffect, useRef, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { t, useLang, word } from "../i18n";
import { Icon } from "../shell/Icon";
import { internetId } from "../store/document";
import { useSlice } from "../store/react";
import { kindOf } from "../wire/catalogue";
import { forget, useAttention } from "./attention";
import { FindingsPanel } from "./FindingsPanel";
import { FlowPanel } from "./FlowPanel";
import { Go } from "./fields/Go";
import { shownFindings } from "./findings";
import { InsightPanel } from "./InsightPanel";
import { keepHere } from "./keys";
import { ResourcePanel } from "./ResourcePanel";
import { currentTab, showTab, type TabName, useTab } from "./tab";
import { VersionsPanel } from "./VersionsPanel";

/** The right side: what is selected, and what the rules say. */
export function Panel() {
  useLang();
  const attention = useAttention();
  const selection = useSlice((state) => state.selection);
  const tab = useTab();
  // Whatever is pointed at is shown, also where it was selected before.
  const [shown, setShown] = useState({ selection, serial: attention.serial });
  if (shown.selection !== selection || shown.serial !== attention.serial) {
    setShown({ selection, serial: attention.serial });
  }
  // Who looks at insights goes on while selecting elements on the canvas, unless sent to a place. An arrow has
  // nothing to say there: who selects one asks why.
  const isArrow = useSlice(({ doc }) => [...selection].some((id) => id in doc.flows));
  const before = useRef(shown);
  useEffect(() => {
    const sent = before.current.serial !== shown.serial;
    before.current = shown;
    if (shown.selection.size > 0 && (sent || isArrow || currentTab() !== "insights")) showTab("properties");
  }, [shown, isArrow]);
  useEffect(() => {
    if (attention.element !== "" && !selection.has(attention.element)) forget();
  }, [selection, attention]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps keys from the canvas
    <div className="panel" onKeyDown={keepHere}>
      <Tabs className="panel-tabs" selectedKey={tab} onSelectionChange={(key) => showTab(key as TabName)}>
        <TabList className="tabs" aria-label={t("region.panel")}>
          <Tab className="tab" id="properties">
            {t("tab.properties")}
          </Tab>
          <Tab className="tab" id="findings">
            {t("tab.findings")}
            <FindingsCount />
          </Tab>
          <Tab className="tab" id="insights">
            {t("tab.insights")}
          </Tab>
          <Tab className="tab" id="versions">
            {t("tab.versions")}
          </Tab>
        </TabList>
        <TabPanel className="tab-panel" id="properties" data-elements={[...selection].join(" ")}>
          <ReadOnly />
          <Selected />
        </TabPanel>
        <TabPanel className="tab-panel" id="findings">
          <FindingsPanel />
        </TabPanel>
        <TabPanel className="tab-panel" id="insights">
          <InsightPanel />
        </TabPanel>
        <TabPanel className="tab-panel" id="versions">
          <VersionsPanel />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function ReadOnly() {
  const canEdit = useSlice((state) => state.connection.canEdit);
  return canEdit ? null : <p className="panel-notice">{t("panel.readOnly")}</p>;
}

function FindingsCount() {
  const findings = useSlice((state) => state.judged.findings);
  const suppressions = useSlice((state) => state.doc.suppressions);
  const shown = shownFindings(findings, suppressions);
  if (shown.length === 0) return null;
  return (
    <span className="tab-count" data-severity={shown[0]?.severity}>
      {shown.length}
    </span>
  );
}

function Selected() {
  const selection = useSlice((state) => state.selection);
  const joined = useSlice((state) => state.joined);
  const doc = useSlice((state) => state.doc);
  const [only, another] = selection;
  if (!joined) return <p className="quiet">{t("tree.loading")}</p>;
  if (only === undefined) return <Nothing />;
  if (another !== undefined) return <Many ids={[...selection]} />;
  if (only === internetId) return <Internet />;
  // The key makes a new panel for each element: what was being typed belongs to one of them only.
  if (doc.flows[only]) return <FlowPanel key={only} id={only} />;
  return <ResourcePanel key={only} id={only} />;
}

function Nothing() {
  return (
    <div className="empty">
      <p className="empty-title">{t("panel.nothingTitle")}</p>
      <p className="empty-hint">{t("panel.nothingHint")}</p>
    </div>
  );
}

const listed = 50;

function Many({ ids }: { readonly ids: readonly string[] }) {
  return (
    <div className="many">
      <h2 className="panel-name">{t("panel.many", { count: ids.length })}</h2>
      <p className="empty-hint">{t("panel.manyHint")}</p>
      <ul className="many-list">
        {ids.slice(0, listed).map((id) => (
          <li key={id}>
            <Go id={id} />
          </li>
        ))}
        {ids.length > listed && <li>…</li>}
      </ul>
    </div>
  );
}

function Internet() {
  return (
    <>
      <header className="panel-head">
        <Icon name="internet" size={22} />
        <h2 className="panel-name">{word(kindOf("internet").title)}</h2>
      </header>
      <p className="quiet">{t("panel.internetHint")}</p>
    </>
  );
}
